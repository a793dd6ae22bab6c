"""Changes that commit while indices are built, after others with later keys, for real."""

from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection

from search import changes, rebuilding
from search.backends import Query, Results, backend
from search.models import SearchChange, SearchDocument, SearchDocumentScope
from tests.engine import on_elasticsearch
from tests.services.state import Services

LATE, OTHER = 1, 2
NEW = """INSERT INTO search_searchchange (page_id, texts, state, attempts, next_attempt_at, last_answer, created_at)
    VALUES (%s, 0, 'waiting', 0, now(), '', now()) RETURNING id"""


def found(word: str) -> Results:
    """The answer for anybody."""
    return backend().search(Query((word,), ("public",), "en-gb"))


@pytest.mark.needs("elasticsearch", "postgresql")
@pytest.mark.django_db(transaction=True, available_apps=["search"])
def test_a_change_that_commits_late_is_not_lost(services: Services) -> None:
    for item in (LATE, OTHER):
        row = SearchDocument.objects.create(item=item, language="en-gb", kind="Page", title="Early", version=0)
        SearchDocumentScope.objects.create(document=row, scope="public")
    with on_elasticsearch(services.running["elasticsearch"]), closing(connection.copy()) as late:
        late.set_autocommit(False)
        with late.cursor() as cursor:
            cursor.execute(NEW, [LATE])
            [[key]] = cursor.fetchall()
            cursor.execute("UPDATE search_searchdocument SET title = 'Late', version = %s WHERE item = %s", [key, LATE])
        # Its key is a later one, and nobody has told the engine.
        changes.tell_again({OTHER})
        assert SearchChange.objects.get().pk > key
        rebuilding.rebuild(lambda number: late.commit())
        assert not SearchChange.objects.exists()
        assert (found("late").engine, found("late").total) == ("elasticsearch", 1)
        call_command("verify_search")

"""What readers find on Elasticsearch: the same pages as on the database, by better ways."""

from collections.abc import Callable

import pytest
from django.core.management import call_command

from search.backends import Query, backend
from search.models import SearchChange, SearchDocument
from tests.search.test_results import article, found
from tests.testmere import Council

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.django_db]
Engine = Callable[[], object]
EVERYBODY = [None, "resident", "partner.x", "partner.y", "staff", "agent"]


@pytest.mark.parametrize(
    ("word", "readers"),
    [
        ("publicword", set(EVERYBODY)),
        ("residentword", {"resident"}),
        ("partnerword", {"partner.x", "partner.y"}),
        ("onlyxword", {"partner.x"}),
        ("agentword", {"agent"}),
    ],
)
def test_a_part_is_found_by_those_it_is_for(council: Council, engine: Engine, word: str, readers: set[str]) -> None:
    article(council)
    engine()
    assert not SearchChange.objects.exists()
    assert {reader for reader in EVERYBODY if found(council, reader, word)} == readers
    answer = backend().search(Query((word,), ("agent",), "en-gb"))
    assert answer.engine == "elasticsearch" and not answer.away


def test_a_hidden_word_is_neither_offered_nor_counted(council: Council, engine: Engine) -> None:
    article(council)
    engine()
    for word, scope in [("agentwurd", "staff"), ("onlyxwurd", "partner:y"), ("residentwurd", "public")]:
        answer = backend().search(Query((word,), (scope,), "en-gb", facets=("kind",)))
        assert (answer.total, answer.corrected, answer.facets) == (0, (), {"kind": ()})
    right = backend().search(Query(("onlyxwurd",), ("partner:x",), "en-gb", facets=("kind", "audience")))
    assert right.corrected == ("onlyxword",) and right.total == 1
    assert right.facets == {"kind": (("ArticlePage", 1),), "audience": (("public", 1),)}


def test_what_the_engine_has_not_taken_yet_is_not_found(council: Council, engine: Engine) -> None:
    page = article(council)
    engine()
    page.unpublish()
    assert SearchDocument.objects.filter(page_id=page.pk).count() == 0
    answer = backend().search(Query(("publicword",), ("public",), "en-gb"))
    assert (answer.engine, answer.total) == ("elasticsearch", 0)
    engine()
    assert not SearchChange.objects.exists()
    call_command("verify_search", verbosity=0)

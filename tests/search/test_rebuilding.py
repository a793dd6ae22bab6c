"""Indices that are built anew: broken off at any point, beside changes on their way, and with what the engine refuses."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from search import rebuilding
from search.backends import Query, Results, backend, circuit
from search.backends.elasticsearch import indices, writing
from search.backends.elasticsearch.client import client
from search.backends.elasticsearch.indices import index_name, read_alias
from search.backends.elasticsearch.writing import Batch
from search.models import SearchChange, SearchDocument, SearchGeneration
from tests.search.test_results import article
from tests.testmere import Council

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.once, pytest.mark.django_db]
Engine = Callable[[], object]
NOBODY = "http://127.0.0.1:9"


def ask(word: str) -> Results:
    """The answer for anybody."""
    return backend().search(Query((word,), ("public",), "en-gb"))


def generations() -> set[str]:
    """How the names of all indices end."""
    names = client().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}*").body
    return {name.rpartition("-")[2] for name in names}


def test_a_build_that_never_began_keeps_nothing_from_being_told(council: Council, engine: Engine) -> None:
    with override_settings(ELASTICSEARCH_URLS=[NOBODY]):
        client.cache_clear()
        with pytest.raises(CommandError, match="away"):
            call_command("rebuild_search")
        client.cache_clear()
    council.page(council.branches["website"], "later")
    engine()
    assert not SearchChange.objects.exists()
    assert (ask("later").engine, ask("later").total) == ("elasticsearch", 1)


def test_lost_indices_of_a_build_are_filled_from_the_first_page_on(
    council: Council, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "TOGETHER", 1)
    council.page(council.branches["website"], "early")
    engine()

    def broken_off(number: int) -> None:
        if SearchGeneration.objects.get(built=False).position >= SearchDocument.objects.latest("item").item:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(broken_off)
    number = SearchGeneration.objects.get(built=False).pk
    client().indices.delete(index=index_name("public", "en-gb", number))
    # What changes meanwhile is told the generation in use.
    council.page(council.branches["website"], "meanwhile")
    engine()
    assert not SearchChange.objects.exists()
    assert ask("meanwhile").total == 1

    def at_once(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(rebuilding, "_fill", at_once)
        with pytest.raises(KeyboardInterrupt):
            rebuilding.rebuild(lambda number: None)
    rebuilding.rebuild(lambda number: None)
    assert ask("early").total == ask("meanwhile").total == 1
    call_command("verify_search")


def test_indices_that_nobody_searches_any_more_are_removed(
    council: Council, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(names: list[str]) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(indices, "remove_indices", broken_off)
        with pytest.raises(KeyboardInterrupt):
            rebuilding.rebuild(lambda number: None)
    client().indices.create(index=f"{settings.ELASTICSEARCH_PREFIX}another")
    rebuilding.rebuild(lambda number: None)
    assert generations() == {str(SearchGeneration.objects.get().pk), "another"}


def test_what_the_engine_refuses_keeps_no_build_from_its_end(council: Council, engine: Engine) -> None:
    page = article(council)
    council.page(council.branches["website"], "other")
    engine()
    SearchDocument.objects.filter(page=page).update(trust=1e9)
    call_command("rebuild_search")
    assert SearchGeneration.objects.get().built
    assert (ask("other").engine, ask("other").total) == ("elasticsearch", 1)
    [refused] = SearchChange.objects.all()
    assert refused.page_id == page.pk and "400" in refused.last_answer


def test_a_verification_mends_partners_texts_that_the_table_does_not_know(council: Council, engine: Engine) -> None:
    page = article(council)
    engine()
    stray = {"document": 1, "page": page.pk, "scopes": ["partner:y"], "title": "strayword"}
    index, name = read_alias("partner", "en-gb"), f"{page.pk}.7"
    client().index(index=index, id=name, document=stray, version=1, version_type="external", refresh=True)
    with pytest.raises(SystemExit):
        call_command("verify_search")
    call_command("verify_search")
    assert not client().exists(index=index, id=name)


def test_far_behind_the_engine_the_database_answers_and_says_so(council: Council, engine: Engine) -> None:
    article(council)
    engine()
    SearchChange.objects.bulk_create(SearchChange(page_id=10**8 + number) for number in range(1001))
    circuit.failed, circuit.next_trial = circuit.failures, 0
    told = ask("publicword")
    assert (told.engine, told.away, told.total) == ("database", True, 1)
    # Nobody has asked the engine whether it is there.
    assert circuit.is_open()


def test_no_request_is_too_large_for_the_engine(
    council: Council, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LARGEST", 1000)
    batch = Batch(operations=[["a" * size] for size in (400, 700, 300, 5000, 1)], pages=[1, 2, 3, 4, 5])
    portions = list(batch.portions())
    assert [portion.pages for portion in portions] == [[1], [2, 3], [4], [5]]
    assert [lines for portion in portions for lines in portion.operations] == batch.operations
    article(council)
    council.page(council.branches["website"], "other")
    engine()
    assert not SearchChange.objects.exists()
    call_command("verify_search")

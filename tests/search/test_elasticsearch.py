"""What readers find on Elasticsearch: the same pages as on the database, by better ways."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from search import rebuilding
from search.backends import Filters, Query, backend, circuit
from search.backends.elasticsearch.client import client
from search.backends.elasticsearch.indices import read_alias
from search.models import SearchChange, SearchDocument, SearchGeneration
from tests.search.test_results import article, found
from tests.search.test_steering import steer_and_look
from tests.testmere import Council

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.once, pytest.mark.django_db]
Engine = Callable[[], object]
EVERYBODY = [None, "resident", "partner.x", "partner.y", "staff", "agent"]


WORDS = {
    "publicword": set(EVERYBODY),
    "residentword": {"resident"},
    "partnerword": {"partner.x", "partner.y"},
    "onlyxword": {"partner.x"},
    "agentword": {"agent"},
}


def test_a_part_is_found_and_offered_to_those_it_is_for(council: Council, engine: Engine) -> None:
    article(council)
    engine()
    assert not SearchChange.objects.exists()
    for word, readers in WORDS.items():
        assert {reader for reader in EVERYBODY if found(council, reader, word)} == readers
    answer = backend().search(Query(("agentword",), ("agent",), "en-gb"))
    assert answer.engine == "elasticsearch" and not answer.away
    for word, scope in [("agentwurd", "staff"), ("onlyxwurd", "partner:y"), ("residentwurd", "public")]:
        answer = backend().search(Query((word,), (scope,), "en-gb", facets=("kind",)))
        assert (answer.total, answer.corrected, answer.facets) == (0, (), {"kind": ()})
    right = backend().search(Query(("onlyxwurd",), ("partner:x",), "en-gb", facets=("kind", "audience")))
    assert right.corrected == ("onlyxword",) and right.total == 1
    assert right.facets == {"kind": (("kb.ArticlePage", 1),), "audience": (("public", 1),)}
    page = council.client("partner.x").get("/search/", {"q": "onlyxwurd"}).content.decode()
    assert "Showing results for" in page and "exact=1" in page
    page = council.client("partner.x").get("/search/", {"q": "onlyxwurd", "exact": "1"}).content.decode()
    assert "Showing results for" not in page and "Missed bins" not in page
    assert council.client("agent").get("/search/suggestions/", {"q": "misse"}).json() == {
        "suggestions": ["Missed bins"]
    }


def test_a_verification_finds_and_mends_what_differs(council: Council, engine: Engine) -> None:
    page = article(council)
    engine()
    call_command("verify_search")
    index = read_alias("public", "en-gb")
    client().delete(index=index, id=str(page.pk), refresh=True)
    assert backend().search(Query(("publicword",), ("public",), "en-gb")).total == 0
    stray = {"document": 1, "page": 10**9, "scopes": ["public"], "title": "strayword"}
    client().index(index=index, id=str(10**9), document=stray, version=1, version_type="external", refresh=True)
    for status in (1, 0):
        with pytest.raises(SystemExit) if status else nullcontext() as told:
            call_command("verify_search")
        assert told is None or told.value.code == status
    assert backend().search(Query(("publicword",), ("public",), "en-gb")).total == 1
    assert backend().search(Query(("strayword",), ("public",), "en-gb")).total == 0
    page.unpublish()
    # The engine has not taken that yet.
    answer = backend().search(Query(("publicword",), ("public",), "en-gb"))
    assert (answer.engine, answer.total) == ("elasticsearch", 0)
    engine()
    assert not SearchChange.objects.exists()


def test_nothing_is_lost_while_indices_are_built(
    council: Council, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "TOGETHER", 1)
    first, last = article(council), council.page(council.branches["website"], "last")
    engine()

    def broken_off(number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(broken_off)
    generation = SearchGeneration.objects.get(built=False)
    done: list[int] = []

    def meanwhile(number: int) -> None:
        if not done:
            assert SearchGeneration.objects.get(built=False).position > generation.position
            first.unpublish()
            council.page(council.branches["website"], "new")
            engine()
            # Readers go on with the indices in use.
            assert backend().search(Query(("new",), ("public",), "en-gb")).total == 1
        done.append(number)

    rebuilding.rebuild(meanwhile)
    assert SearchGeneration.objects.get().pk == generation.pk
    assert sum(done) < SearchDocument.objects.count()
    for word, total in (("publicword", 0), ("new", 1), ("last", 1)):
        answer = backend().search(Query((word,), ("public",), "en-gb"))
        assert (answer.engine, answer.total) == ("elasticsearch", total)
    assert last.live
    call_command("verify_search")


def test_a_page_that_the_engine_refuses_is_given_up_at_last(council: Council, engine: Engine) -> None:
    page = article(council)
    SearchDocument.objects.filter(page=page).update(trust=1e9)
    with time_machine.travel(timezone.now(), tick=True) as clock:
        for _ in range(5):
            engine()
            clock.shift(3600)
    given_up = list(SearchChange.objects.all())
    assert {(each.page_id, each.state) for each in given_up} == {(page.pk, "dead")}
    assert all("400" in each.last_answer for each in given_up)
    assert backend().search(Query(("publicword",), ("public",), "en-gb")).total == 0
    council.users["staff"].is_superuser = True
    council.users["staff"].save()
    admin = council.client("staff")
    assert "400" in admin.get("/admin/search-changes/").content.decode()
    for forbidden in ("new/", f"delete/{given_up[0].pk}/"):
        admin.post(f"/admin/search-changes/{forbidden}", {"again": "on"})
    assert list(SearchChange.objects.all()) == given_up
    page.save_revision().publish()
    engine()
    assert not SearchChange.objects.exists()
    assert backend().search(Query(("publicword",), ("public",), "en-gb")).total == 1


def test_misspelt_words_are_corrected_as_on_the_database(council: Council, engine: Engine) -> None:
    for slug in ("lanterns", "harbour", "fees", "planet"):
        council.page(council.branches["website"], slug)
    article(council, keywords="planer")
    engine()

    def asked(*words: str, **more: Any) -> tuple[str, int]:
        answer = backend().search(Query(words, ("public",), "en-gb", **more))
        assert answer.engine == "elasticsearch"
        return " ".join(answer.corrected), answer.total

    assert asked("lantrens") == ("lanterns", 1)
    # No page says both.
    assert asked("harbuor", "lantrens") == ("harbour lanterns", 2)
    # Of four letters one may differ.
    assert asked("fexx") == ("", 0)
    # What a filter leaves nothing of is spelt as it was.
    articles = Filters({"kind": ("kb.ArticlePage",)})
    assert asked("planet", filters=articles) == ("", 0)
    assert asked("lantrens", filters=articles) == ("", 0)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("pen ben mhen phen", 1),
        ("cath gath nghath chath", 1),
        ("tŷ dŷ nhŷ thŷ", 1),
        ("llyfr lyfr llyfrau", 1),
        ("ysgol ysgolion", 1),
        ("tre'r tre", 1),
        ("bin bath", 2),
    ],
)
def test_welsh_words_are_one_whatever_their_beginnings(engine: Engine, words: str, form: int) -> None:
    told = client().indices.analyze(index=read_alias("public", "cy"), analyzer="stems", text=words)
    assert len({token["token"] for token in told["tokens"]}) == form, told


def test_a_pin_changes_nothing_of_what_else_is_found(council: Council, engine: Engine) -> None:
    pinned = council.page(council.branches["website"], "harbour")
    council.page(council.branches["website"], "lanterns")
    other = council.page(council.branches["website"], "ferry")
    engine()
    query = Query(("title", "harbour"), ("public",), "en-gb")
    assert backend().search(query).total == 1
    assert backend().search(replace(query, pinned=(pinned.pk,))).total == 1
    # No page says both, with the pin or without.
    either = Query(("lanterns", "harbour"), ("public",), "en-gb", pinned=(other.pk,))
    assert backend().search(either).total == 3
    assert backend().search(replace(either, words=("quagmire", "xylophone"))).total == 1


def test_editors_steer_it(council: Council, engine: Engine) -> None:
    steer_and_look(council, engine)
    assert not circuit.failed

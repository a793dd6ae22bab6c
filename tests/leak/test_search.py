"""What search tells of what is hidden: nothing, by results, numbers, facets, corrections and suggestions, on each engine."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from cms.access.services import restrict
from search.backends import Query, backend
from tests.engine import on_elasticsearch
from tests.services.state import Services

from . import guesses, mutants_of_search, nearness, oracles, planting, searching, tally, timing
from .changes import page_of, reclassify
from .crawler import Session
from .look import crawler_for
from .mutants import Mutant
from .planting import AUDIENCES
from .seeds import Council
from .truth import Host, Kind, Reader, comes_in

QUICK = {
    (Reader.ANONYMOUS, Host.WEBSITE),
    (Reader.RESIDENT_A, Host.WEBSITE),
    (Reader.PARTNER_X, Host.EXTRANET),
    (Reader.STAFF, Host.INTRANET),
}
ELASTICSEARCH = pytest.param(
    "elasticsearch", marks=(pytest.mark.needs("elasticsearch"), pytest.mark.once), id="elasticsearch"
)


@pytest.fixture(scope="module")
def elasticsearch(_planted: Council, services: Services, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Indices of the council, made once for all tests on them."""
    now = time_machine.travel(planting.READ_AT, tick=True)
    with django_db_blocker.unblock(), transaction.atomic(), now:
        with on_elasticsearch(services.running["elasticsearch"]):
            yield
        transaction.set_rollback(True)


@pytest.fixture(params=["database", ELASTICSEARCH])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The engine that answers."""
    if request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch")
        yield request.param
    else:
        with override_settings(ELASTICSEARCH_URLS=[]):
            yield request.param


def test_search_tells_nothing_of_what_is_hidden(engine: str, council: Council, full: bool) -> None:
    told: list[str] = []
    for reader in Reader:
        for host in Host:
            if comes_in(reader, host) and (full or (reader, host) in QUICK):
                told += searching.tell_tales(council, (reader, host), full=full)
    answer = backend().search(Query(("title",), ("public",), "en-gb"))
    assert answer.engine == engine and answer.total
    assert not told, "\n".join(told[:20])


def of_mutants(*names: str) -> list[Any]:
    """Engine and mutant, of those names or of all."""
    return [
        pytest.param(
            engine, mutant, id=f"{engine} {mutant.name}", marks=ELASTICSEARCH.marks if engine == "elasticsearch" else ()
        )
        for engine, mutant in mutants_of_search.oracles()
        if not names or mutant.name in names
    ]


@pytest.mark.parametrize(("engine", "mutant"), of_mutants(), indirect=["engine"])
def test_mutant_is_noticed(
    engine: str, mutant: Mutant, council: Council, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, replacement in mutant.patches:
        monkeypatch.setattr(name, replacement)
    noticed = next(searching.tell_tales(council, mutant.session, full=False), None)
    tally.record(request, mutants_planted=1, mutants_killed=int(noticed is not None))
    assert noticed, f"nobody noticed that {mutant.name} has no guard"


@pytest.mark.needs("elasticsearch")
@pytest.mark.once
def test_the_engine_tells_nothing_of_what_it_ought_to_have_forgotten(
    elasticsearch: None, changing: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, session = "kb/article/public", (Reader.ANONYMOUS, Host.WEBSITE)
    reclassify(changing, name, Kind.AGENT)
    # Nobody tells it, as no transaction of a test ends.
    restrict(page_of(changing, name), AUDIENCES[Kind.AGENT])
    fields = ("public_text/heading", "public_text/text", f"{name}/title", f"{name}/summary")
    words = [each.word for each in changing.aviary if each.label.startswith(f"{name}/") and each.label.endswith(fields)]
    assert len(words) == len(fields)

    def told() -> list[str]:
        crawler = crawler_for(changing, [session])
        absent = crawler.visit(session, ADDRESSES["search"] + guesses.NOWHERE)
        asked = (crawler.visit(session, ADDRESSES["search"] + word) for word in words)
        return [what for answer in asked for what in oracles.differences(answer, absent)]

    assert told() == []
    monkeypatch.setattr("search.backends.elasticsearch.engine.pending_pages", lambda: ())
    assert told()


ADDRESSES = {"search": f"/api/v1/search/?{searching.EVERYTHING}&q=", "suggestions": "/api/v1/suggestions/?q="}
CLOCKED = ((Reader.ANONYMOUS, Host.WEBSITE), (Reader.PARTNER_X, Host.EXTRANET))


@pytest.mark.parametrize("session", CLOCKED, ids=lambda session: session[0])
def test_as_many_questions_are_asked_whatever_is_hidden(
    engine: str, session: Session, council: Council, full: bool
) -> None:
    [browser] = crawler_for(council, [session]).browsers.values()
    hidden = timing.hidden_words(council, session)
    for address in ADDRESSES.values():
        # The first of them finds out for the others which site this is.
        _, usual = [timing.questions(browser, address + guesses.NOWHERE) for _ in range(2)]
        for word in hidden if full else hidden[:: len(hidden) // 20]:
            for each in (word, searching.one_letter_away(word)):
                # Now and then a process looks whether what it keeps is still so.
                again = (timing.questions(browser, address + each) for _ in range(3))
                assert usual in again, f"{address}{each}"


@pytest.mark.parametrize("sort", ADDRESSES)
@pytest.mark.parametrize("session", CLOCKED, ids=lambda session: session[0])
def test_an_answer_takes_as_long_whatever_is_hidden(
    engine: str, session: Session, sort: str, council: Council, full: bool
) -> None:
    if not full:
        pytest.skip("asking often enough takes minutes: make leak")
    [browser] = crawler_for(council, [session]).browsers.values()
    hidden = timing.hidden_words(council, session)
    for words in (hidden, [searching.one_letter_away(word) for word in hidden]):
        found = timing.difference(browser, ADDRESSES[sort], words)
        assert not found.tells, found


@pytest.mark.parametrize(("engine", "mutant"), of_mutants("what is found"), indirect=["engine"])
def test_what_is_filtered_late_is_noticed_by_the_clock(
    engine: str, mutant: Mutant, council: Council, full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not full:
        pytest.skip("asking often enough takes minutes: make leak")
    [browser] = crawler_for(council, [mutant.session]).browsers.values()
    for name, replacement in mutant.patches:
        monkeypatch.setattr(name, replacement)
    assert timing.difference(browser, ADDRESSES["search"], timing.hidden_words(council, mutant.session)).tells


@pytest.mark.needs("elasticsearch")
@pytest.mark.once
def test_meaning_tells_nothing_of_what_is_hidden(council: Council, services: Services, full: bool) -> None:
    if not full:
        pytest.skip("reckoning what every text means takes a minute: make leak")
    told: list[str] = []
    with on_elasticsearch(services.running["elasticsearch"], meaning=True):
        for session, scope in nearness.SCOPES.items():
            told += searching.far_fetched(council, session, scope)
    assert not told, "\n".join(told[:20])

"""What search tells of what is hidden: nothing, by results, numbers, facets, corrections and suggestions, on each engine."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from search.backends import Query, backend
from tests.engine import on_elasticsearch
from tests.services.state import Services

from . import guesses, nearness, oracles
from .crawler import Crawler
from .people import Answer, Browser
from .seeds import Council
from .truth import Host, Reader, comes_in, sees

QUICK = {
    (Reader.ANONYMOUS, Host.WEBSITE),
    (Reader.RESIDENT_A, Host.WEBSITE),
    (Reader.PARTNER_X, Host.EXTRANET),
    (Reader.STAFF, Host.INTRANET),
}
EVERYTHING = "facets=kind,service,topic"
ELASTICSEARCH = pytest.param(
    "elasticsearch", marks=(pytest.mark.needs("elasticsearch"), pytest.mark.once), id="elasticsearch"
)


@pytest.mark.parametrize("engine", ["database", ELASTICSEARCH])
def test_search_tells_nothing_of_what_is_hidden(engine: str, council: Council, services: Services, full: bool) -> None:
    told: list[str] = []
    with ExitStack() as running:
        if engine == "elasticsearch":
            running.enter_context(on_elasticsearch(services.running[engine]))
        for reader in Reader:
            for host in Host:
                if comes_in(reader, host) and (full or (reader, host) in QUICK):
                    told += tell_tales(council, reader, host, full=full)
        answer = backend().search(Query(("title",), ("public",), "en-gb"))
        assert answer.engine == engine and answer.total
    assert not told, "\n".join(told[:20])


@pytest.mark.needs("elasticsearch")
@pytest.mark.once
def test_meaning_tells_nothing_of_what_is_hidden(council: Council, services: Services, full: bool) -> None:
    if not full:
        pytest.skip("reckoning what every text means takes a minute: make leak")
    told: list[str] = []
    with on_elasticsearch(services.running["elasticsearch"], meaning=True):
        for session, scope in nearness.SCOPES.items():
            told += far_fetched(council, *session, scope)
    assert not told, "\n".join(told[:20])


def far_fetched(council: Council, reader: Reader, host: Host, scope: str) -> Iterator[str]:
    """Searches for canaries that the reader may not see, and finds what is near to them; yields numbers that are not
    those of the pages that the reader may see, and canaries that come out."""
    session = (reader, host)
    crawler = Crawler(council.aviary, {session: Browser(reader, host, council.people.get(reader))})
    every = [each for each in guesses.queries(council, full=True) if not each.label.startswith("welsh/")]
    hidden = {each.word: each for each in every if not sees(reader, host, each.kind)}
    right = nearness.numbers(scope, "en-gb", hidden)
    for word, canary in hidden.items():
        answer = crawler.visit(session, f"/api/v1/search/?{EVERYTHING}&q={word}", kind=canary.kind)
        found = json.loads(answer.text)
        counted = sum(each["count"] for each in found["facets"]["kind"])
        if found["total"] not in right[word] or counted != found["total"] or found["simpler"]:
            yield f"{reader} on the {host}: {canary.label} finds {found['total']} ({counted}), not {right[word]}"
    for word, path in crawler.findings.seen[session].items():
        if not sees(reader, host, council.aviary.by_word[word].kind):
            yield f"{reader} on the {host}: {path} shows {council.aviary.by_word[word].label}"


def tell_tales(council: Council, reader: Reader, host: Host, *, full: bool) -> Iterator[str]:
    """Searches for each canary, its beginnings and words one letter away; yields what tells of a hidden one, and what
    is not found that should be."""
    session = (reader, host)
    crawler = Crawler(council.aviary, {session: Browser(reader, host, council.people.get(reader))})
    absent = {}
    for canary in guesses.queries(council, full=full):
        seen = sees(reader, host, canary.kind)
        language = "cy" if canary.label.startswith("welsh/") else "en-gb"
        search = f"/api/v1/search/?locale={language}&{EVERYTHING}&q="
        suggest = f"/api/v1/suggestions/?locale={language}&q="
        if seen:
            found = crawler.visit(session, search + canary.word, kind=canary.kind)
            if canary.label.endswith("/title") and host in canary.hosts and not json.loads(found.text)["total"]:
                yield f"{reader} on the {host}: {canary.label} ({canary.kind}) is not found"
            continue
        other = canary.word[:-1] + ("b" if canary.word[-1] != "b" else "c")
        for address, words in ((search, (canary.word, canary.word[:-1], other)), (suggest, (canary.word[:7], other))):
            for word in words:
                if address not in absent:
                    absent[address] = crawler.visit(session, address + guesses.NOWHERE)
                hint = crawler.visit(session, address + word, kind=canary.kind)
                for what in oracles.differences(hint, absent[address]):
                    yield f"{reader} on the {host}: {address}{word} tells of {canary.label} by its {what}"
        beside = f"{search}title%20"
        if beside not in absent:
            absent[beside] = crawler.visit(session, beside + guesses.NOWHERE)
        if found_in(crawler.visit(session, beside + other, kind=canary.kind)) != found_in(absent[beside]):
            yield f"{reader} on the {host}: {beside}{other} tells of {canary.label}"


def found_in(answer: Answer) -> dict[str, Any]:
    """What an answer says of what was found, without what repeats the query or is drawn anew each time."""
    said: dict[str, Any] = json.loads(answer.text)
    return {name: value for name, value in said.items() if name not in {"next", "click"}}

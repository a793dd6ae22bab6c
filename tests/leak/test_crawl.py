"""Every reader reads everything there is, and guesses the rest: no leak, no false denial, denied equals absent."""

import pytest

from . import guesses, oracles, register, tally, verdict
from .canaries import word_for
from .crawler import Crawler
from .people import Browser
from .register import Surface
from .seeds import Council
from .truth import Host, Kind, Reader, comes_in, sees

STARTS = (
    *(
        "/",
        "/cy/",
        "/sitemap.xml",
        "/cy/sitemap.xml",
        "/news.rss",
        "/cy/news.rss",
        "/a-to-z/",
        "/sign-in/",
        "/preview/done/",
    ),
    *("/api/v1/openapi.json", "/api/v1/pages/?path=/", "/api/v1/pages/?path=/cy/", "/api/v1/pages/?path=/signposts/"),
    *(f"/api/v1/{name}/" for name in ("navigation", "alerts", "sections", "articles")),
    *(f"/api/v1/{name}/?q=Title" for name in ("search", "suggestions")),
)
# In the quick run the others read what they guess and search for; who sees what they see reads everything.
FOLLOW_LINKS = {Reader.ANONYMOUS, Reader.RESIDENT_A, Reader.PARTNER_X, Reader.STAFF, Reader.AGENT}


# One reader on each site is repeated on another database.
REPEATED = {Reader.ANONYMOUS, Reader.PARTNER_X, Reader.AGENT}


@pytest.mark.parametrize(
    "reader", [pytest.param(each, marks=() if each in REPEATED else pytest.mark.once) for each in Reader]
)
def test_crawl(reader: Reader, council: Council, full: bool, request: pytest.FixtureRequest) -> None:
    browsers = {(reader, host): Browser(reader, host, council.people.get(reader)) for host in Host}
    crawler = Crawler(council.aviary, browsers)
    follows = full or reader in FOLLOW_LINKS
    if follows:
        crawler.follow(reader, [(host, path) for host in Host for path in STARTS])
    else:
        for host in Host:
            for path in STARTS:
                crawler.visit((reader, host), path)
    found: list[str] = []
    denied: list[str] = []
    for host in Host:
        found += guess(crawler, council, reader, host, full=full)
        if comes_in(reader, host):
            more, missing = search(crawler, council, reader, host, full=full)
            found += more
            denied += missing
    leaks = verdict.leaks(council.aviary, crawler.findings)
    denials = verdict.false_denials(council.aviary, crawler.findings) if follows else []
    tally.record(
        request,
        canaries=len(council.aviary),
        readers=len(Reader),
        surfaces=len(Surface),
        requests=crawler.requests,
        leaks=len(leaks),
        oracles=len(found),
        false_denials=len(denials) + len(denied),
    )
    assert crawler.findings.failed == []
    assert not leaks, verdict.told(leaks)
    assert not denials, verdict.told(denials)
    assert not found, "\n".join(found[:20])
    assert not denied, "\n".join(denied[:20])
    missed = [
        (surface, kind)
        for surface in register.Surface
        for kind in Kind
        if surface is not Surface.ADMIN and kind is not Kind.NOBODY
        if (surface, reader, kind) not in crawler.findings.touched
    ]
    assert not missed, f"never asked for: {missed}"


def guess(crawler: Crawler, council: Council, reader: Reader, host: Host, *, full: bool) -> list[str]:
    """Tries every address; returns where hidden ones answer otherwise than absent ones."""
    session = (reader, host)
    absent = {}
    found = []
    others = [*guesses.redirects(council, host), *guesses.verifications(council)]
    if session != (Reader.ADMIN, Host.INTRANET):  # where an administrator looks after every file
        others += guesses.files(council)
    paths = [*guesses.pages(council, host, full=full), *guesses.api_pages(council, host, full=full)]
    everything = [*paths, *(others if full else guesses.one_of_each(others))]
    if not full and not comes_in(reader, host):
        everything = everything[::5]
    for each in everything:
        # An administrator who presses the button of an article changes it.
        method = each.method if reader is not Reader.ADMIN or each.hidden(reader, host) else "GET"
        answer = crawler.visit(session, each.path, method=method, kind=each.kind)
        if each.hidden(reader, host):
            key = (each.twin, each.method)
            if key not in absent:
                absent[key] = crawler.visit(session, each.twin, method=each.method)
            differs = oracles.differences(answer, absent[key])
            if differs:
                found.append(f"{reader} on the {host}: {each.path} ({each.kind}) answers {'; '.join(differs)[:300]}")
    return found


def search(
    crawler: Crawler, council: Council, reader: Reader, host: Host, *, full: bool
) -> tuple[list[str], list[str]]:
    """Searches for canaries and for their beginnings; returns oracles, and what should have been found."""
    session = (reader, host)
    found, missing = [], []
    blank = {path: crawler.visit(session, f"{path}{guesses.NOWHERE}") for path in ("/search/?q=", "/cy/search/?q=")}
    short = crawler.visit(session, f"/search/suggestions/?q={guesses.NOWHERE[:7]}")
    for canary in guesses.queries(council, full=full):
        welsh = canary.label.startswith("welsh/")
        path = "/cy/search/?q=" if welsh else "/search/?q="
        answer = crawler.visit(session, path + canary.word, kind=canary.kind)
        differs = oracles.differences(answer, blank[path])
        if not sees(reader, host, canary.kind):
            found += [f"{reader} on the {host}: searching for {canary.label} tells by its {what}" for what in differs]
            for part in (canary.word[:7], canary.word[:-1] + ("b" if canary.word[-1] != "b" else "c")):
                hint = crawler.visit(session, f"/search/suggestions/?q={part}", kind=canary.kind)
                found += [
                    f"{reader} on the {host}: suggestions for {part} of {canary.label} tell by their {what}"
                    for what in oracles.differences(hint, short)
                ]
        elif canary.label.endswith("/title") and host in canary.hosts and not differs:
            missing.append(f"{reader} on the {host}: {canary.label} ({canary.kind}) is not found")
    return found, missing


def test_words_that_stand_nowhere_are_no_canaries(council: Council) -> None:
    assert word_for("nowhere") not in council.aviary.by_word

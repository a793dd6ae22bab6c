"""Every reader reads everything there is, and guesses the rest: no leak, no false denial, denied equals absent."""

import pytest

from . import guesses, oracles, register, tally, verdict
from .canaries import word_for
from .crawler import Crawler
from .look import SESSIONS, STARTS
from .people import Browser
from .register import Surface
from .seeds import Council
from .truth import Host, Kind, Reader, comes_in, sees

# In the quick run the others, each of whom sees what one of these sees, only try some of everything.
SAMPLE = 6


# One reader on each site is repeated on another database.
REPEATED = {Reader.ANONYMOUS, Reader.PARTNER_X, Reader.AGENT}


@pytest.mark.parametrize(
    "reader", [pytest.param(each, marks=() if each in REPEATED else pytest.mark.once) for each in Reader]
)
def test_crawl(reader: Reader, council: Council, full: bool, request: pytest.FixtureRequest) -> None:
    browsers = {(reader, host): Browser(reader, host, council.people.get(reader)) for host in Host}
    crawler = Crawler(council.aviary, browsers)
    found: list[str] = []
    denied: list[str] = []
    followed = [host for host in Host if full or (reader, host) in SESSIONS]
    for host in Host:
        if host in followed:
            crawler.follow((reader, host), STARTS)
        else:
            for path in STARTS:
                crawler.visit((reader, host), path)
    for host in Host:
        step = 1 if host in followed else SAMPLE
        found += guess(crawler, council, reader, host, full=full, step=step)
        if comes_in(reader, host):
            more, missing = search(crawler, council, reader, host, full=full, step=step)
            found += more
            denied += missing
    leaks = verdict.leaks(council.aviary, crawler.findings)
    crawler.findings.seen = {session: seen for session, seen in crawler.findings.seen.items() if session[1] in followed}
    denials = verdict.false_denials(council.aviary, crawler.findings)
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
        if (full or followed) and surface is not Surface.ADMIN and kind is not Kind.NOBODY
        if (surface, reader, kind) not in crawler.findings.touched
    ]
    assert not missed, f"never asked for: {missed}"


def guess(crawler: Crawler, council: Council, reader: Reader, host: Host, *, full: bool, step: int) -> list[str]:
    """Tries every address, or of so many one; returns where hidden ones answer otherwise than absent ones."""
    session = (reader, host)
    absent = {}
    found = []
    others = [*guesses.redirects(council, host), *guesses.verifications(council)]
    if session != (Reader.ADMIN, Host.INTRANET):  # where an administrator looks after every file
        others += guesses.files(council)
    paths = [*guesses.pages(council, host, full=full), *guesses.api_pages(council, host, full=full)]
    everything = [*paths, *(others if full else guesses.one_of_each(others))]
    for each in everything[::step]:
        if not each.hidden(reader, host) and (session, each.path) in crawler.answers:
            crawler.touch(session, each.path, each.kind)
            continue
        # An administrator who presses the button of an article changes it.
        method = each.method if reader is not Reader.ADMIN or each.hidden(reader, host) else "GET"
        answer = crawler.visit(session, each.path, method=method, kind=each.kind)
        if each.hidden(reader, host):
            # What never existed looks the same whatever stands above it, but for the full run.
            key = (each.twin if full else guesses.sort_of(each.twin), each.method)
            if key not in absent:
                absent[key] = crawler.visit(session, each.twin, method=each.method)
            differs = oracles.differences(answer, absent[key])
            if differs:
                found.append(f"{reader} on the {host}: {each.path} ({each.kind}) answers {'; '.join(differs)[:300]}")
    return found


def search(
    crawler: Crawler, council: Council, reader: Reader, host: Host, *, full: bool, step: int
) -> tuple[list[str], list[str]]:
    """Searches for canaries, or of so many one, and for their beginnings; quick: for those in titles, as test_search
    looks closer. Returns oracles, and what should have been found."""
    session = (reader, host)
    found, missing = [], []
    blank = {path: crawler.visit(session, f"{path}{guesses.NOWHERE}") for path in ("/search/?q=", "/cy/search/?q=")}
    short = crawler.visit(session, f"/search/suggestions/?q={guesses.NOWHERE[:7]}")
    asked = [each for each in guesses.queries(council, full=full) if full or each.label.endswith("/title")]
    for canary in asked[::step]:
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

"""Behind a cache that keeps all it may nobody reads what was kept for somebody else."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from cms.access import middleware

from . import guesses, people, tally, verdict
from .crawler import Crawler
from .hostile_cache import HostileCache
from .look import places
from .people import Browser
from .seeds import Council
from .truth import ONE_OF_EACH_SCOPE, Host, Reader, comes_in

pytestmark = pytest.mark.once

ORDERS = {
    "the widest first": list(Reader),
    "the narrowest first": list(reversed(Reader)),
}


def read_through(council: Council, order: list[Reader], *, full: bool) -> tuple[list[verdict.Wrong], int]:
    """Every reader reads the same addresses through one cache; returns the leaks and the number of requests."""
    cache = HostileCache()
    sessions = [(reader, host) for reader in order for host in Host]
    browsers = {(reader, host): Browser(reader, host, council.people.get(reader)) for reader, host in sessions}
    crawler = Crawler(council.aviary, browsers)
    articles = [seed.path for name, seed in council.seeds.items() if name.startswith("kb/article/")][
        :: 1 if full else 3
    ]
    files = [guess.path for guess in guesses.files(council)]
    for session in sessions:
        more = [*articles, *files[:8], "/search/?q=title"] if comes_in(*session) else []
        paths = [*places(session[1]), *more]
        for path in paths:
            # An administrator looks after every file, on the staff's host.
            if session != (Reader.ADMIN, Host.INTRANET) or not path.startswith("/media/"):
                crawler.note(session, cache.get(browsers[session], path))
    return verdict.leaks(council.aviary, crawler.findings), crawler.requests


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """In the quick run one order is enough: those of the page cache ask in another, through a cache like this."""
    if "order" in metafunc.fixturenames:
        metafunc.parametrize("order", list(ORDERS)[0 if metafunc.config.getoption("--leak") == "full" else 1 :])


def test_no_reader_gets_what_was_kept_for_another(
    order: str, council: Council, full: bool, request: pytest.FixtureRequest
) -> None:
    readers = [reader for reader in ORDERS[order] if full or reader in ONE_OF_EACH_SCOPE]
    leaks, requests = read_through(council, readers, full=full)
    tally.record(request, requests=requests, leaks=len(leaks))
    assert not leaks, verdict.told(leaks)


def shared(self: Any, request: HttpRequest) -> HttpResponse:
    """In place of the middleware that keeps answers private."""
    response: HttpResponse = self.get_response(request)
    response["Cache-Control"] = "public, max-age=60"
    del response["Vary"]
    return response


def test_a_response_that_is_shared_is_noticed(
    council: Council, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware.PrivateByDefaultMiddleware, "__call__", shared)
    people.handler.cache_clear()
    order = [Reader.AGENT, Reader.STAFF, Reader.RESIDENT_A, Reader.ANONYMOUS]
    leaks, requests = read_through(council, order, full=False)
    tally.record(request, mutants_planted=1, mutants_killed=int(bool(leaks)), requests=requests)
    people.handler.cache_clear()
    assert leaks

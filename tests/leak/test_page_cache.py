"""Through the page cache nobody reads what was made for somebody else, nor what was taken away."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from cms.access.services import restrict
from cms.api.models import ReaderToken
from cms.api.tokens import digest_of
from cms.sharing import asking
from cms.sharing.layer import SharedAnswers

from . import tally, verdict
from .changes import page_of, reclassify
from .crawler import Crawler
from .hostile_cache import HostileCache
from .look import PLACES
from .people import GRANTS, Answer, Browser
from .planting import AUDIENCES
from .seeds import Council
from .truth import Host, Kind, Reader, comes_in

pytestmark = [pytest.mark.usefixtures("page_cache"), pytest.mark.once]
CHANGED = "website/content/public"
BY_TOKEN = {(Reader.RESIDENT_A, Host.WEBSITE), (Reader.STAFF, Host.INTRANET)}


class CachedBrowser(Browser):
    """Reads through the layer in front of Django; all browsers share one cache."""

    def get(self, path: str, **headers: Any) -> Answer:
        """Asks for a path on the host."""
        self.requests += 1
        said: list[Any] = []
        environ = self.factory.generic("GET", path, headers=headers).environ
        django: Any = WSGIHandler()
        body = b"".join(SharedAnswers(django)(environ, lambda *words: said.append(words)))
        status, named = said[-1][:2]
        return Answer(path, int(status[:3]), {name.lower(): value for name, value in named}, body)


def addresses(council: Council) -> list[str]:
    """Pages and lists, as HTML and as JSON."""
    seeds = [seed for name, seed in council.seeds.items() if name.startswith(("kb/article/", CHANGED))]
    below = [home.pk for home in Page.objects.filter(depth=2)]
    return [
        *PLACES,
        *(seed.path for seed in seeds),
        *(f"/api/v1/pages/?path={seed.path}" for seed in seeds),
        *(f"/api/v1/pages/{page_of(council, CHANGED).pk}/{rest}" for rest in ("", "children/")),
        *(f"/api/v1/pages/{number}/children/?limit=100" for number in below),
        *(f"/api/v1/{name}/" for name in ("navigation", "alerts", "sections")),
        *("/api/v1/navigation/?locale=cy", "/api/v1/articles/?locale=cy"),
    ]


def read_through(council: Council, order: list[Reader], *, hostile: bool = False) -> tuple[list[verdict.Wrong], int]:
    """Every reader reads the same addresses, through a cache of somebody else's as well if that is wanted, and some of
    them by token; returns the leaks and the number of requests."""
    sessions = [(reader, host) for reader in order for host in Host if comes_in(reader, host)]
    readers = [(session, CachedBrowser(*session, council.people.get(session[0]))) for session in sessions]
    readers += [(session, by_token(*session)) for session in sessions if session in BY_TOKEN]
    crawler = Crawler(council.aviary, dict(readers))
    front = HostileCache()
    for session, browser in readers:
        for path in addresses(council):
            crawler.note(session, front.get(browser, path) if hostile else browser.get(path))
    assert front.hits or not hostile
    return verdict.leaks(council.aviary, crawler.findings), sum(browser.requests for _, browser in readers)


def by_token(reader: Reader, host: Host) -> CachedBrowser:
    """A program that reads as a reader."""
    ReaderToken.objects.get_or_create(
        name=f"{reader}",
        host=host.value,
        audiences=list(GRANTS[reader]),
        expires_at=timezone.now() + timedelta(days=1),
        digest=digest_of(reader),
    )
    browser = CachedBrowser(reader, host, None)
    browser.factory.defaults["HTTP_AUTHORIZATION"] = f"Bearer {reader}"
    return browser


@pytest.mark.parametrize("hostile", [False, True])
def test_no_reader_gets_what_was_kept_for_another(
    hostile: bool, council: Council, request: pytest.FixtureRequest
) -> None:
    order = [Reader.RESIDENT_A, Reader.AGENT, Reader.ANONYMOUS, Reader.STAFF]
    leaks, requests = read_through(council, order, hostile=hostile)
    tally.record(request, requests=requests, leaks=len(leaks))
    assert not leaks, verdict.told(leaks)


def test_answers_kept_for_whoever_asks_are_noticed(
    council: Council, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anybodys(environ: dict[str, Any]) -> str | None:
        return real({name: value for name, value in environ.items() if name != "HTTP_COOKIE"})

    real = asking.address_of
    for module in ("layer", "middleware"):
        monkeypatch.setattr(f"cms.sharing.{module}.address_of", anybodys)
    monkeypatch.setattr(
        "cms.sharing.middleware.is_the_same_for_all", lambda request, response: response.status_code == 200
    )
    leaks, requests = read_through(council, [Reader.RESIDENT_A, Reader.ANONYMOUS])
    tally.record(request, mutants_planted=1, mutants_killed=int(bool(leaks)), requests=requests)
    assert leaks


@pytest.mark.parametrize("purged", [True, False])
def test_what_was_restricted_is_gone_and_a_purge_left_out_is_noticed(
    purged: bool,
    changing: Council,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    read_through(changing, [Reader.ANONYMOUS])
    reclassify(changing, CHANGED, Kind.STAFF)
    reclassify(changing, f"welsh/{CHANGED}", Kind.STAFF)
    if not purged:
        monkeypatch.setattr("cms.sharing.services.stale", lambda keys: None)
    with django_capture_on_commit_callbacks(execute=True):
        restrict(page_of(changing, CHANGED), AUDIENCES[Kind.STAFF])
    leaks, requests = read_through(changing, [Reader.ANONYMOUS])
    if purged:
        tally.record(request, requests=requests, leaks=len(leaks))
        assert not leaks, verdict.told(leaks)
    else:
        tally.record(request, mutants_planted=1, mutants_killed=int(bool(leaks)), requests=requests)
        assert leaks

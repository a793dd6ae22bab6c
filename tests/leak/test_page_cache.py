"""Through the page cache, and a greedy one in front, nobody reads what was made for others, nor what was taken away."""

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from cms.access.services import restrict
from cms.api.models import ReaderToken
from cms.api.tokens import digest_of
from cms.sharing import asking
from cms.sharing.backends.redis import Redis
from cms.sharing.keeping import keeper
from cms.sharing.layer import SharedAnswers
from tests.cms.sharing.fixtures import connection_left_open

from . import guesses, tally, verdict
from .changes import page_of, reclassify
from .crawler import Crawler, Session
from .hostile_cache import HostileCache
from .look import OF_WEBSITE, PLACES, STARTS, places, searches
from .people import GRANTS, Answer, Browser
from .planting import AUDIENCES
from .seeds import Council
from .truth import Host, Kind, Reader, sessions

pytestmark = pytest.mark.once
CHANGED = "website/content/public"
ANYBODY: Session = (Reader.ANONYMOUS, Host.WEBSITE)
# In the quick run: on each host who sees least, and who sees most in ways of their own.
FEW: tuple[Session, ...] = (
    ANYBODY,
    (Reader.RESIDENT_A, Host.WEBSITE),
    (Reader.ANONYMOUS, Host.INTRANET),
    (Reader.STAFF, Host.INTRANET),
    (Reader.AGENT, Host.INTRANET),
    (Reader.PARTNER_X, Host.EXTRANET),
    (Reader.PARTNER_Y, Host.EXTRANET),
)
# Who reads by a program as well.
BY_TOKEN: tuple[Session, ...] = ((Reader.RESIDENT_A, Host.WEBSITE), (Reader.STAFF, Host.INTRANET))
Step = tuple[Session, str]


class CachedBrowser(Browser):
    """Reads through the layer in front of Django; all browsers of one layer share what it keeps."""

    def __init__(self, session: Session, council: Council, layer: SharedAnswers) -> None:
        super().__init__(*session, council.people.get(session[0]))
        self.layer = layer

    def give_token(self) -> "CachedBrowser":
        """Reads as a program that is given a token for what this reader reads."""
        ReaderToken.objects.create(
            name=f"{self.reader}",
            host=self.host.value,
            audiences=list(GRANTS[self.reader]),
            expires_at=timezone.now() + timedelta(days=1),
            digest=digest_of(self.reader),
        )
        self.cookie = ""
        self.factory.cookies.clear()
        self.factory.defaults["HTTP_AUTHORIZATION"] = f"Bearer {self.reader}"
        return self

    def get(self, path: str, **headers: Any) -> Answer:
        """Asks for a path on the host."""
        self.requests += 1
        said: list[Any] = []
        environ = self.factory.generic("GET", path, headers=headers).environ
        with connection_left_open():
            parts = self.layer(environ, lambda *words: said.append(words))
            body = b"".join(parts)
            if hasattr(parts, "close"):
                parts.close()
        status, named = said[-1][:2]
        return Answer(path, int(status[:3]), {name.lower(): value for name, value in named}, body)


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.needs("redis"))])
def page_caches(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The page cache in each place where it can be, empty."""
    there: dict[str, Any] = {"PAGE_CACHE_FOLDER": tmp_path / "answers"}
    if request.param == "redis":
        there = {"REDIS_URL": request.getfixturevalue("redis_url")}
        Redis(there["REDIS_URL"]).client.flushdb()
    with override_settings(PAGE_CACHE=request.param, **there):
        keeper.cache_clear()
        yield request.param
    keeper.cache_clear()


def addresses(council: Council, host: Host, *, full: bool) -> Iterator[str]:
    """What is asked for on a host: at least one address of each surface."""
    yield from dict.fromkeys((*STARTS, *places(host), "/search/?q=Title"))
    for guess in (*guesses.pages(council, host, full=full), *guesses.api_pages(council, host, full=full)):
        yield guess.path
    files = list(guesses.files(council))
    for home in Page.objects.filter(depth=2):
        yield f"/api/v1/pages/{home.pk}/children/?limit=100"
    yield from ("/api/v1/navigation/?locale=cy", "/api/v1/articles/?locale=cy")
    for guess in (*guesses.redirects(council, host), *(files if full else guesses.one_of_each(files))):
        yield guess.path
    words = (canary.word for canary in council.aviary if canary.label.endswith("/title"))
    for _, path in zip(range(1000 if full else 20), searches(words), strict=False):
        yield path


class Outcome(NamedTuple):
    """What a reading brought: the leaks, the number of requests that came to the layer, and which of them failed."""

    leaks: list[verdict.Wrong]
    requests: int
    failed: list[str]


def read_through(council: Council, steps: Iterable[Step]) -> Outcome:
    """Takes the steps, with one layer for everybody, every other one through the greedy cache too."""
    steps = list(steps)
    django: Any = WSGIHandler()
    layer, front = SharedAnswers(django), HostileCache()
    chosen = list(dict.fromkeys(session for session, _ in steps))
    browsers = {session: [CachedBrowser(session, council, layer)] for session in chosen}
    for session in BY_TOKEN:
        if session in browsers:
            browsers[session].append(CachedBrowser(session, council, layer).give_token())
    crawler = Crawler(council.aviary, {session: own[0] for session, own in browsers.items()})
    for number, (session, path) in enumerate(steps):
        # An administrator looks after every file, on the staff's host.
        if session != (Reader.ADMIN, Host.INTRANET) or not path.startswith("/media/"):
            for browser in browsers[session]:
                crawler.note(session, front.get(browser, path) if number % 2 else browser.get(path))
    requests = sum(each.requests for own in browsers.values() for each in own)
    return Outcome(verdict.leaks(council.aviary, crawler.findings), requests, crawler.findings.failed)


def test_no_reader_gets_what_was_kept_for_another(
    page_caches: str, council: Council, full: bool, request: pytest.FixtureRequest
) -> None:
    chosen = list(sessions()) if full else FEW
    steps = [(session, path) for session in chosen for path in addresses(council, session[1], full=full)]
    random.Random(page_caches).shuffle(steps)
    # The same answers are kept in both places, so for the second fewer are enough.
    leaks, requests, failed = read_through(council, steps[:: 1 if full else 6 if page_caches == "memory" else 20])
    tally.record(request, requests=requests, leaks=len(leaks))
    assert failed == []
    assert not leaks, verdict.told(leaks)


def _anybodys(environ: dict[str, Any]) -> str | None:
    return _address_of({name: value for name, value in environ.items() if name != "HTTP_COOKIE"})


_address_of = asking.address_of


@pytest.mark.usefixtures("page_cache")
@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((Reader.RESIDENT_A, Host.WEBSITE), ANYBODY),
        ((Reader.STAFF, Host.INTRANET), (Reader.ANONYMOUS, Host.INTRANET)),
        ((Reader.PARTNER_X, Host.EXTRANET), (Reader.PARTNER_Y, Host.EXTRANET)),
    ],
    ids=lambda session: str(session[0]),
)
@pytest.mark.parametrize(
    "paths", [PLACES, tuple(path for path in (*PLACES, *STARTS) if path.startswith("/api/"))], ids=["pages", "JSON"]
)
def test_answers_kept_for_whoever_asks_are_noticed(
    first: Session,
    then: Session,
    paths: tuple[str, ...],
    council: Council,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("layer", "middleware"):
        monkeypatch.setattr(f"cms.sharing.{module}.address_of", _anybodys)
    monkeypatch.setattr("cms.sharing.layer.is_for_sharing", lambda _: True)
    monkeypatch.setattr(
        "cms.sharing.middleware.is_the_same_for_all", lambda request, response: response.status_code == 200
    )
    leaks, requests, _ = read_through(council, [(session, path) for session in (first, then) for path in paths])
    tally.record(request, mutants_planted=1, mutants_killed=int(bool(leaks)), requests=requests)
    assert {wrong.session for wrong in leaks} == {then}


@pytest.mark.usefixtures("page_cache")
@pytest.mark.parametrize("purged", [True, False])
def test_what_was_restricted_is_gone_and_a_purge_left_out_is_noticed(
    purged: bool,
    changing: Council,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    path = changing.seeds[CHANGED].path
    steps = [(ANYBODY, each) for each in (*PLACES, *OF_WEBSITE, path, f"/api/v1/pages/?path={path}")]
    read_through(changing, steps)
    reclassify(changing, CHANGED, Kind.STAFF)
    reclassify(changing, f"welsh/{CHANGED}", Kind.STAFF)
    if not purged:
        monkeypatch.setattr("cms.sharing.services.stale", lambda keys: None)
    with django_capture_on_commit_callbacks(execute=True):
        restrict(page_of(changing, CHANGED), AUDIENCES[Kind.STAFF])
    leaks, requests, failed = read_through(changing, steps)
    assert failed == []
    if purged:
        tally.record(request, requests=requests, leaks=len(leaks))
        assert not leaks, verdict.told(leaks)
    else:
        tally.record(request, mutants_planted=1, mutants_killed=int(bool(leaks)), requests=requests)
        assert leaks

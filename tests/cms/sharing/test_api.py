"""Answers of the reader API, made once for all anonymous readers: which, and for how long."""

import datetime
import gzip
from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.access.models import Audience
from cms.api.models import ReaderToken
from cms.api.services import rebuild
from cms.api.tokens import digest_of
from cms.sharing.keeping import keeper
from cms.website.alerts import Alert
from tests.cms.sharing.fixtures import Door
from tests.council import Council

pytestmark = pytest.mark.django_db

ITEM = "/api/v1/pages/?path=/landing/service/"


@pytest.fixture(scope="module")
def planted(around_tests: None) -> Council:
    """A page of every type, some of them twice, and what they show."""
    made = Council()
    rebuild(lambda done, total: None)
    made.grow(2)
    return made


@pytest.fixture
def council(planted: Council, db: None, door: Door) -> Council:
    """The council, to be changed at will."""
    return deepcopy(planted)


def addresses(council: Council) -> list[str]:
    """Every end point whose answers are shared."""
    below = council.contents[0].pk
    paths = ("/", "/content/", "/content/child-1/", "/news/", "/help/", "/help/section-1/article-1/", "/landing/guide/")
    return [
        ITEM,
        *(f"/api/v1/pages/?path={path.replace('/', '%2F')}" for path in paths),
        *(f"/api/v1/pages/{number}/" for number in (below, council.articles[0].pk)),
        *(f"/api/v1/pages/{number}/children/" for number in (below, council.landing.pk, council.section.pk)),
        f"/api/v1/pages/{below}/children/?limit=10",
        *("/api/v1/navigation/", "/api/v1/navigation/?locale=cy", "/api/v1/alerts/", "/api/v1/sections/"),
        *(f"/api/v1/alerts/?page={council.service.pk}", "/api/v1/articles/", "/api/v1/articles/?locale=cy"),
        *(f"/api/v1/articles/?section={council.section.pk}", "/api/v1/openapi.json"),
    ]


def test_a_kept_answer_costs_django_and_the_database_nothing(council: Council, door: Door) -> None:
    for path in addresses(council):
        made = door.get(path)
        with CaptureQueriesContext(connection) as queries:
            kept = door.get(path)
        assert (made.made, kept.made, len(queries)) == (True, False, 0), path
        assert (kept.status, kept.headers, kept.body) == (200, made.headers, made.body)
        assert kept.headers["cache-control"] == "public, max-age=0, must-revalidate"
        varies = {name.strip().lower() for name in kept.headers["vary"].split(",")}
        assert {"authorization", "cookie", "accept-encoding"} <= varies
        assert kept.headers["content-type"] == "application/json"
        assert kept.headers["x-content-type-options"] == "nosniff"


def test_a_reader_who_has_it_gets_no_body_whoever_made_it(council: Council, door: Door) -> None:
    # The same tag as without a page cache, so that nobody reads twice when it is put on or starts anew.
    tag = Client(headers={"host": "www.localhost"}).get(ITEM)["ETag"]
    first = door.get(ITEM, **{"if-none-match": tag})
    again = door.get(ITEM, **{"if-none-match": first.headers["etag"]})
    assert [(one.status, one.body, one.made) for one in (first, again)] == [(304, b"", True), (304, b"", False)]
    # What is not shared is compared, too.
    chosen = f"{ITEM}&fields=title"
    own = door.get(chosen)
    same = door.get(chosen, **{"if-none-match": own.headers["etag"]})
    assert (same.status, same.body, same.headers["cache-control"]) == (304, b"", "private, no-store")
    assert door.get(chosen, **{"if-none-match": '"another"'}).status == 200
    packed = door.get(ITEM, **{"accept-encoding": "gzip"})
    assert gzip.decompress(packed.body) == door.get(ITEM).body
    head = door.get(ITEM, method="HEAD")
    assert (head.body, head.headers["content-length"]) == (b"", str(len(door.get(ITEM).body)))


NEVER_SHARED: list[tuple[str, dict[str, str]]] = [
    (ITEM, {"cookie": f"{settings.SESSION_COOKIE_NAME}=anything"}),
    (ITEM, {"authorization": "Bearer something"}),
    (ITEM, {"authorization": ""}),
    (f"{ITEM}&fields=title,path", {}),
    (f"{ITEM}&path=/landing/service/", {}),
    ("/api/v1/pages/?path=/landing/service", {}),
    ("/api/v1/pages/?path=//landing/service/", {}),
    ("/api/v1/pages/?path=%2Flanding/service/", {}),
    ("/api/v1/pages/?path=/l%61nding/service/", {}),
    ("/api/v1/pages/?path=/no-such-page/", {}),
    ("/api/v1/pages/{page}/?x=1", {}),
    ("/api/v1/pages/0{page}/", {}),
    ("/api/v1/pages/+{page}/", {}),
    ("/api/v1/pages/{page}/children/?limit=7", {}),
    ("/api/v1/pages/{page}/children/?limit=010", {}),
    ("/api/v1/pages/{page}/children/?limit=10&cursor=", {}),
    ("/api/v1/alerts/?page=0{page}", {}),
    ("/api/v1/alerts/?x=1", {}),
    ("/api/v1/navigation/?locale=xx", {}),
    ("/api/v1/search/?q=service", {}),
    ("/api/v1/suggestions/?q=ser", {}),
    ("/api/v1/openapi.json?x=1", {}),
    ("/api/v1/nothing/", {}),
    ("/api/v1/navigation/", {"host": "intranet.localhost"}),
]


def test_these_are_never_shared(council: Council, door: Door) -> None:
    for path, headers in NEVER_SHARED:
        for _ in range(2):
            given = door.get(path.format(page=council.landing.pk), **headers)
            assert given.made, path
            assert given.headers["cache-control"] == "private, no-store", path
    assert not keeper().answers  # type: ignore[union-attr]


def test_a_cursor_leads_on_without_being_kept_and_is_the_same_each_time(council: Council, door: Door) -> None:
    path = f"/api/v1/pages/{council.contents[0].pk}/children/?limit=1"
    first, again = door.get(path), door.get(path)
    assert first.made and again.made
    assert first.headers["etag"] == again.headers["etag"]


def test_a_token_reads_its_own_beside_what_is_kept(council: Council, door: Door) -> None:
    ReaderToken.objects.create(
        name="app",
        host="website",
        audiences=[Audience.objects.get(key="resident").pk],
        expires_at=timezone.now() + datetime.timedelta(days=1),
        digest=digest_of("secret"),
    )
    public = door.get(ITEM)
    for _ in range(2):
        own = door.get(ITEM, authorization="Bearer secret")
        assert (own.status, own.made, own.headers["cache-control"]) == (200, True, "private, no-store")
        assert door.get(ITEM, authorization="Bearer wrong").status == 401
    assert not door.get(ITEM).made
    assert door.get(ITEM).body == public.body


def test_an_alert_comes_and_goes_at_its_moment(
    council: Council, door: Door, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    now = timezone.now()
    path = f"/api/v1/alerts/?page={council.service.pk}"
    assert "Snow" not in door.get(path).text
    with django_capture_on_commit_callbacks(execute=True):
        Alert.objects.create(
            title="Snow",
            branch=council.landing,
            starts_at=now + timedelta(minutes=5),
            ends_at=now + timedelta(minutes=9),
        )
    shown = []
    for minutes in (1, 6, 10):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            first, again = door.get(path), door.get(path)
            assert (first.made, again.made, first.text) == (True, False, again.text)
            shown.append("Snow" in again.text)
    assert shown == [False, True, False]

"""Answers made once for all anonymous readers, and not one moment longer than they are true."""

import gzip
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.access.services import restrict
from cms.core.branches import ensure_branches
from cms.core.models import BasePage
from cms.sharing.keeping import keeper
from cms.sharing.models import StaleKeys
from cms.website.alerts import Alert
from cms.website.pages import ContentPage, NewsIndexPage, NewsPage
from cms.website.service_pages import ServicePage
from tests.cms.sharing.fixtures import Door
from tests.council import HOSTS, Council, add

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> ContentPage:
    home = ensure_branches(HOSTS, port=8000, council="Northmere Council")["website"]
    return add(home, ContentPage, "bins", summary="Collected on Mondays. " * 40)


def test_a_kept_answer_costs_django_and_the_database_nothing(page: ContentPage, door: Door) -> None:
    made = door.get("/bins/")
    with CaptureQueriesContext(connection) as queries:
        kept = door.get("/bins/")
    assert (made.made, kept.made, len(queries)) == (True, False, 0)
    assert (kept.status, kept.headers, kept.body) == (200, made.headers, made.body)
    assert kept.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert {"cookie", "accept-encoding"} <= {name.strip().lower() for name in kept.headers["vary"].split(",")}
    assert "set-cookie" not in kept.headers
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert "surrogate-key" not in kept.headers

    tag = kept.headers["etag"]
    again = door.get("/bins/", **{"if-none-match": tag})
    assert (again.status, again.body, again.headers["etag"], again.made) == (304, b"", tag, False)
    compressed = door.get("/bins/", **{"accept-encoding": "br, gzip"})
    assert (gzip.decompress(compressed.body), compressed.headers["content-encoding"]) == (kept.body, "gzip")
    assert "content-encoding" not in door.get("/bins/", **{"accept-encoding": "br, gzip;q=0"}).headers
    head = door.get("/bins/", method="HEAD")
    assert (head.body, head.headers["content-length"], head.made) == (b"", str(len(kept.body)), False)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/bins/", {"cookie": f"{settings.SESSION_COOKIE_NAME}=anything"}),
        ("/bins/", {"authorization": "Bearer something"}),
        ("/bins/?q=words", {}),
        ("/bins/?page=2", {}),
        ("/bins/?utm_source=letter", {}),
        ("/search/?q=bins", {}),
        ("/no-such-page/", {}),
        ("/sign-in/", {}),
        ("/bins/", {"host": "www.localhost:1234"}),
        ("/", {"host": "intranet.localhost"}),
    ],
)
def test_these_are_never_shared(path: str, headers: dict[str, str], page: ContentPage, door: Door) -> None:
    for _ in range(2):
        given = door.get(path, **headers)
        assert given.made
        assert "public" not in given.headers.get("cache-control", "")
        assert "etag" not in given.headers


def test_a_signed_in_reader_gets_their_own(page: ContentPage, door: Door, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("resident@northmere.example", first_name="Rosalind")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    own = door.get("/bins/", cookie=f"{session.key}={session.value}")
    anybodys = door.get("/bins/")
    assert ("Rosalind" in own.text, "Rosalind" in anybodys.text) == (True, False)
    assert own.headers["cache-control"] == "private, no-store"
    assert door.get("/bins/", cookie=f"{session.key}={session.value}").made


def test_an_unknown_host_is_still_a_bad_request(page: ContentPage, door: Door) -> None:
    door.get("/bins/")
    assert door.get("/bins/", host="elsewhere.localhost").status == 400


def test_pages_of_a_list_are_kept_by_number(page: ContentPage, door: Door) -> None:
    index = add(page.get_parent().specific, NewsIndexPage, "news")
    for number in range(11):
        add(index, NewsPage, f"item-{number}")
    assert [door.get("/news/?page=2").made for _ in range(2)] == [True, False]
    assert [door.get("/news/?page=2&page=2").made for _ in range(2)] == [True, True]
    assert [door.get("/news/?page=3").status for _ in range(2)] == [404, 404]


def test_what_was_being_made_while_it_changed_is_not_kept(
    page: ContentPage, door: Door, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    django = door.django

    def slow(environ: Any, start_response: Any) -> Any:
        response = django(environ, start_response)
        with django_capture_on_commit_callbacks(execute=True):
            restrict(page, ["staff"])
        return response

    door.django = slow
    assert door.get("/bins/").status == 200
    door.django = django
    assert door.get("/bins/").status == 404


def test_what_expires_or_is_due_is_not_kept_beyond_that_moment(page: ContentPage, door: Door) -> None:
    now = timezone.now()
    page.expire_at = now + timedelta(minutes=10)
    page.save()
    later = add(page.get_parent().specific, ContentPage, "later", live=False)
    later.go_live_at = now + timedelta(minutes=5)
    later.title = "Now there is this"
    later.show_in_menus = True
    later.save_revision(approved_go_live_at=later.go_live_at).publish()
    Alert.objects.create(title="The river rises", branch=page.get_parent(), starts_at=now + timedelta(minutes=2))
    seen = []
    for minutes in (0, 1, 3, 6, 11):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            home, bins = door.get("/"), door.get("/bins/")
            seen.append((home.made, "The river rises" in home.text, "Now there is this" in home.text, bins.status))
    assert seen == [
        (True, False, False, 200),
        (False, False, False, 200),
        (True, True, False, 200),
        (True, True, True, 200),
        (False, True, True, 404),
    ]


def test_a_purge_that_failed_is_made_up_for(
    page: ContentPage,
    door: Door,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    door.get("/bins/")
    with (
        override_settings(NGINX_PURGE_URLS=["http://127.0.0.1:9/purge"]),
        django_capture_on_commit_callbacks(execute=True),
    ):
        restrict(page, ["staff"])
    # Our own cache knows, the one in front does not yet.
    assert door.get("/bins/").status == 404
    assert StaleKeys.objects.exists()
    from cms.sharing.services import tidy

    tidy()
    assert not StaleKeys.objects.exists()


def test_a_file_of_marks_that_was_taken_away_makes_everything_stale(page: ContentPage, door: Door) -> None:
    assert [door.get("/bins/").made for _ in range(2)] == [True, False]
    (keeper().backend.folder / "marks").unlink()  # type: ignore[union-attr]
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        keeper().backend._looked = -10.0  # type: ignore[union-attr]
        assert door.get("/bins/").made


def test_a_form_of_a_shared_page_is_taken_from_this_host_and_no_other(page: ContentPage) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "www.localhost"})
    form = {"username": "nobody@northmere.example", "password": "wrong"}
    own, other = "http://www.localhost", "https://elsewhere.example"
    for headers, status in (
        ({"sec-fetch-site": "same-origin", "origin": own}, 200),
        ({"origin": own}, 200),
        ({"sec-fetch-site": "same-site", "origin": "http://intranet.localhost"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": other}, 403),
        ({"sec-fetch-site": "same-origin", "origin": other}, 403),
        ({"origin": other}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ):
        assert client.post("/sign-in/", form, headers=headers).status_code == status, headers


def changes(council: Council) -> dict[str, Any]:
    """What may change: a name, and a function that does it."""
    content: BasePage = council.contents[0]
    child = ContentPage.objects.get(slug="child-1")
    news = NewsPage.objects.first()
    article = council.articles[0]
    assert news is not None

    def publish(page: BasePage, **values: Any) -> None:
        fresh = page.specific_class._default_manager.get(pk=page.pk)
        for name, value in values.items():
            setattr(fresh, name, value)
        fresh.save_revision().publish()

    return {
        "a new title": lambda: publish(child, title="Renamed child"),
        "a new address": lambda: publish(council.landing, slug="renamed"),
        "a new page": lambda: add(content, ContentPage, "new-page"),
        "a page moved": lambda: child.move(council.service, pos="last-child"),
        "pages in another order": lambda: ContentPage.objects.get(slug="child-2").move(child, pos="left"),
        "a page unpublished": lambda: news.unpublish(),
        "a page restricted": lambda: restrict(council.guide, ["resident"]),
        "an article restricted": lambda: restrict(article, ["staff"]),
        "an article renamed": lambda: publish(article, title="Renamed article"),
        "a page deleted": lambda: ServicePage.objects.get(slug="service-1").delete(),
        "an alert": lambda: Alert.objects.create(title="A new alert", branch=council.service),
        "an alert gone": lambda: Alert.objects.all().delete(),
        "a hub moved": lambda: publish(
            council.branches["website"].get_children().get(slug="help").specific, slug="aid"
        ),
    }


def plain(text: str) -> str:
    """A page without what each rendering draws anew."""
    return re.sub(r'nonce="[^"]*"', "", text)


def test_after_any_change_nobody_is_given_what_was_true_before(
    door: Door, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    council = Council()
    council.grow(2)
    paths = [
        *("/", "/content/", "/content/child-1/", "/news/", "/help/", "/help/section-1/", "/help/section-1/article-1/"),
        *("/landing/", "/landing/service/", "/landing/guide/", "/landing/guide/part-1/", "/a-to-z/", "/news.rss"),
        *("/sitemap.xml",),
    ]
    kept = 0
    for name, change in changes(council).items():
        for path in paths:
            door.get(path)
        with django_capture_on_commit_callbacks(execute=True):
            change()
        for path in paths:
            given, true = door.get(path), Client(headers={"host": "www.localhost"}).get(path)
            kept += not given.made
            same = given.status == true.status_code and plain(given.text) == plain(true.content.decode())
            assert same, f"{path} after {name}"
    # Else nothing was put to the test.
    assert kept

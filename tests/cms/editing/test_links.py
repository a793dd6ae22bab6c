"""A preview link shows one draft to whoever holds it, for one answer."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.editing.models import PreviewLink, SecondPersonApproval
from tests.cms.editing.conftest import Desk, fresh
from tests.testmere import told

pytestmark = pytest.mark.once

ANSWER = {"decision": "approve", "name": "Ann Other", "email": "ann@other.example", "comment": ""}


def made(desk: Desk, page: Any, name: str = "chief", mode: str = "website:public") -> str:
    """The path of a new link."""
    data = {"mode": mode, "hours": "24"}
    text = desk.client(name).post(f"/admin/editing/{page.pk}/preview/", data).content.decode()
    found = re.search(r"http://[a-z.]+(/preview/[^<]+/)", text)
    assert found is not None
    return found[1]


def waiting(desk: Desk, **fields: Any) -> Any:
    """A page that `writer` has submitted."""
    page = desk.page("bins", live=False, **fields)
    desk.edit("writer", page, "action-submit")
    return fresh(page)


def count_links() -> None:
    SecondPersonApproval.objects.update(by_link=True)


def test_a_link_shows_one_draft_and_no_more(desk: Desk) -> None:
    desk.page("hidden-place", audiences=["resident"], show_in_menus=True)
    page = waiting(desk)
    path = made(desk, page)
    assert PreviewLink.objects.get().token_hash not in path
    visitor = desk.client(None, "website")
    first, whole = visitor.get(path), visitor.get(f"{path}page/")
    assert "Title bins" in first.content.decode()
    assert "Body of bins" in whole.content.decode()
    for answer in (first, whole):
        assert answer.status_code == 200
        assert "hidden-place" not in answer.content.decode()
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "same-origin"
    assert visitor.get("/bins/").status_code == 404
    # It goes on showing the version for which it was made.
    desk.edit("chief", page, title="Quite another title")
    assert "another title" not in visitor.get(f"{path}page/").content.decode()


def test_a_link_of_no_use_is_as_good_as_none(desk: Desk) -> None:
    page = waiting(desk)
    paths = [made(desk, page) for _ in range(3)]
    visitor = desk.client(None, "website")
    links = PreviewLink.objects.order_by("pk")
    links.filter(pk=links[0].pk).update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    desk.client("chief").post(f"/admin/editing/{page.pk}/links/{links[1].pk}/revoke/")
    assert visitor.post(paths[2], ANSWER).status_code == 302
    unknown = visitor.get("/preview/nothing-of-this-kind/")
    assert unknown.status_code == 404
    for path in paths:
        for dead in (path, f"{path}page/"):
            assert told(visitor.get(dead)) == told(unknown)
        assert visitor.post(path, ANSWER).status_code == 404
    assert links.exclude(used_at=None).count() == 1
    assert desk.client(None, "extranet").get(made(desk, page)).status_code == 404


def test_a_link_on_a_host_that_asks_for_sign_in_shows_nothing_around_the_draft(desk: Desk) -> None:
    inside = made(desk, desk.branches["intranet"], "admin", "intranet:staff")
    visitor = desk.client(None, "intranet")
    assert visitor.get(inside).status_code == 200
    assert visitor.get(f"{inside}page/").status_code == 200
    assert visitor.get("/").status_code == 302


def test_an_answer_is_kept_with_who_gave_it_and_counts_only_where_the_step_says_so(desk: Desk) -> None:
    page = waiting(desk)
    visitor, path = desk.client(None, "website"), made(desk, page)
    for wrong in ({}, {**ANSWER, "email": "nobody"}, {**ANSWER, "decision": "comment"}, {**ANSWER, "name": ""}):
        assert visitor.post(path, wrong).status_code == 200
    assert visitor.post(path, {**ANSWER, "comment": "Fine <b>indeed</b>"}).status_code == 302
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress
    entry = PageLogEntry.objects.get(action="frontdoor.preview_link_used")
    assert entry.data["email"] == "ann@other.example"
    history = desk.client("chief").get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Ann Other (ann@other.example) agrees by preview link" in history
    assert "<b>indeed</b>" not in history
    count_links()
    assert visitor.post(made(desk, page), ANSWER).status_code == 302
    assert fresh(page).live
    assert visitor.get("/bins/").status_code == 200


@pytest.mark.parametrize("why", ["made by an author", "used by an author", "old version", "lacking"])
def test_an_answer_that_is_no_second_pair_of_eyes_does_not_count(desk: Desk, why: str) -> None:
    count_links()
    page = waiting(desk)
    path = made(desk, page, "writer" if why == "made by an author" else "chief")
    if why == "old version":
        desk.edit("deputy", page, title="Something else")
    if why == "lacking":
        draft = fresh(page).get_latest_revision()
        draft.content["review_date"] = None
        draft.save()
    email = "WRITER@testmere.example" if why == "used by an author" else "ann@other.example"
    assert desk.client(None, "website").post(path, {**ANSWER, "email": email}).status_code == 302
    assert not fresh(page).live
    assert not PreviewLink.objects.get().counted


def test_a_link_ends_for_readers_who_lose_the_page(desk: Desk) -> None:
    page = desk.page("bins")
    path, website = made(desk, page), desk.client(None, "website")
    assert website.get(f"{path}page/").status_code == 200
    desk.client("chief").post(f"/admin/editing/{page.pk}/restrict/", {"audiences": ["resident"], "confirm": "on"})
    assert [website.get(each).status_code for each in (path, f"{path}page/")] == [404, 404]
    data = {"mode": "website:public", "hours": "1"}
    assert b"preview-address" not in desk.client("chief").post(f"/admin/editing/{page.pk}/preview/", data).content


def test_only_who_edits_the_page_makes_or_ends_links(desk: Desk) -> None:
    page = waiting(desk)
    made(desk, page)
    client, link = desk.client("outsider"), PreviewLink.objects.get()
    assert (
        client.post(f"/admin/editing/{page.pk}/preview/", {"mode": "website:public", "hours": "1"}).status_code == 404
    )
    assert client.post(f"/admin/editing/{page.pk}/links/{link.pk}/revoke/").status_code == 404
    for hours in ("0", "25", "x"):
        data = {"mode": "website:public", "hours": hours}
        assert desk.client("chief").post(f"/admin/editing/{page.pk}/preview/", data).status_code == 200
    assert PreviewLink.objects.filter(revoked_at=None).count() == 1

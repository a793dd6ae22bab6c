"""Taking readers away acts at once; who loses and who gains is named before."""

import pytest
from wagtail.models import Page, PageLogEntry

from cms.access.models import PageAccess
from tests.cms.editing.conftest import Desk, fresh


def test_an_editor_restricts_a_page_at_once(desk: Desk) -> None:
    page = desk.page("bins")
    below = desk.page("dates", parent=page)
    website = desk.client(None, "website")
    desk.edit("writer", page, "action-submit", title="Better bins")
    waiting = fresh(page).current_workflow_task_state
    assert waiting is not None
    address = f"/admin/editing/{page.pk}/restrict/"
    second = desk.client("second")
    assert "Everyone" in second.get(address).content.decode()
    for wrong in ({"audiences": ["resident"]}, {"confirm": "on"}, {"audiences": ["public"], "confirm": "on"}):
        assert second.post(address, wrong).status_code == 200
    assert website.get("/bins/dates/").status_code == 200
    second.post(address, {"audiences": ["resident"], "confirm": "on"})
    assert (website.get("/bins/").status_code, website.get("/bins/dates/").status_code) == (404, 404)
    entry = PageLogEntry.objects.get(action="frontdoor.restrict")
    assert (entry.user, entry.data) == (desk.users["second"], {"audiences": ["resident"]})
    # What waits for approval keeps its text and brings nobody back.
    waiting.revision.refresh_from_db()
    assert (waiting.revision.content["title"], waiting.revision.content["audiences"]) == ("Better bins", ["resident"])
    desk.act("chief", page, "approve")
    assert fresh(page).title == "Better bins"
    assert website.get("/bins/").status_code == 404
    assert fresh(below).live


def test_restricting_never_widens(desk: Desk) -> None:
    page = desk.page("bins", audiences=["resident"])
    wider = {"audiences": ["public"], "confirm": "on"}
    assert desk.client("admin").post(f"/admin/editing/{page.pk}/restrict/", wider).status_code == 200
    assert PageAccess.objects.get(pk=page.pk).own == ["resident"]


@pytest.mark.parametrize("action", ["restrict", "lift"])
def test_others_pages_are_as_good_as_none(desk: Desk, action: str) -> None:
    page = desk.page("bins")
    PageAccess.objects.filter(pk=page.pk).update(ceiling=["resident"])
    client = desk.client("outsider")
    data = {"audiences": ["resident"], "confirm": "on"}
    for key in (page.pk, 999_999):
        assert client.get(f"/admin/editing/{key}/{action}/").status_code == 404
        assert client.post(f"/admin/editing/{key}/{action}/", data).status_code == 404
    assert PageAccess.objects.get(pk=page.pk).own == []
    assert PageAccess.objects.get(pk=page.pk).ceiling == ["resident"]


def test_whoever_may_publish_lifts_the_limit_of_a_copy(desk: Desk) -> None:
    source = desk.page("hidden", audiences=["resident"])
    page = desk.page("bins", parent=source)
    fresh(page).move(Page.objects.get(pk=desk.branches["website"].pk), pos="last-child")
    website, address = desk.client(None, "website"), f"/admin/editing/{page.pk}/lift/"
    assert website.get("/bins/").status_code == 404
    assert desk.client("writer").post(address, {"confirm": "on"}).status_code == 404
    panel = desk.client("chief").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert address in panel
    assert "never seen by more than:" in panel
    assert "these as well: Everyone" in desk.client("chief").get(address).content.decode()
    assert desk.client("chief").post(address, {}).status_code == 200
    assert website.get("/bins/").status_code == 404
    desk.client("chief").post(address, {"confirm": "on"})
    assert website.get("/bins/").status_code == 200
    assert PageLogEntry.objects.get(action="frontdoor.lift_ceiling").user == desk.users["chief"]
    assert desk.client("chief").get(address).status_code == 404

"""Nothing that a workflow governs is published by those who wrote it, and nothing without owner and review date."""

import datetime
import json

import pytest
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, Workflow, WorkflowPage, WorkflowTask

from tests.cms.editing.conftest import Desk, fresh

pytestmark = pytest.mark.once

SUBMIT, APPROVE = "action-submit", "action-workflow-action"


@pytest.mark.parametrize("name", ["chief", "admin"])
def test_nobody_publishes_alone(desk: Desk, name: str) -> None:
    page = desk.page("bins", live=False)
    assert "action-publish" not in desk.client(name).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    desk.edit(name, page, "action-publish")
    assert not fresh(page).live
    desk.client(name).post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": ""})
    assert not fresh(page).live


def test_authors_do_not_approve_their_own_work(desk: Desk) -> None:
    page = desk.page("bins", live=False)
    desk.edit("deputy", page, title="Better bins")
    desk.edit("chief", page, SUBMIT)
    for author in ("deputy", "chief"):
        answer = desk.client(author).get(f"/admin/pages/{page.pk}/edit/")
        assert "somebody else has to approve" in answer.content.decode()
        desk.act(author, page, "approve")
        desk.edit(author, page, APPROVE, **{"workflow-action-name": "approve"})
        assert not fresh(page).live
        assert fresh(page).workflow_in_progress
    desk.act("admin", page, "approve")
    assert fresh(page).live
    entry = PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.approve").get()
    assert entry.user == desk.users["admin"]


def test_who_wrote_an_earlier_version_may_approve_a_later_one(desk: Desk) -> None:
    page = desk.page("bins", live=False)
    desk.edit("chief", page, SUBMIT)
    desk.act("deputy", page, "approve")
    assert fresh(page).live
    desk.edit("writer", page, SUBMIT, title="Better bins")
    desk.act("chief", page, "approve")
    assert fresh(page).title == "Better bins"


def test_whoever_changes_what_they_approve_becomes_an_author(desk: Desk) -> None:
    page = desk.page("bins", live=False)
    desk.edit("writer", page, SUBMIT)
    answer = desk.edit("chief", page, APPROVE, title="My bins", **{"workflow-action-name": "approve"})
    assert "somebody else must approve it" in answer.content.decode()
    assert not fresh(page).live
    desk.edit("chief", page, title="My bins")
    desk.act("chief", page, "approve")
    assert not fresh(page).live
    desk.act("deputy", page, "approve")
    assert fresh(page).title == "My bins"


def test_a_workflow_of_another_kind_does_not_help(desk: Desk) -> None:
    page = desk.page("bins", live=False)
    task = GroupApprovalTask.objects.create(name="Anybody")
    task.groups.set(desk.users["chief"].groups.all())
    workflow = Workflow.objects.create(name="Loose")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(pk=page.pk))
    desk.edit("chief", page, SUBMIT)
    desk.act("chief", page, "approve")
    assert not fresh(page).live
    desk.act("deputy", page, "approve")
    assert fresh(page).live


@pytest.mark.parametrize(
    ("lacking", "message"),
    [
        ({"contact_name": "", "contact_email": ""}, "Choose an owner"),
        ({"contact_email": ""}, "Give the owner’s e-mail address"),
        ({"review_date": ""}, "Give the day by which somebody looks at the page again"),
    ],
)
def test_what_is_published_has_an_owner_and_a_review_date(desk: Desk, lacking: dict[str, str], message: str) -> None:
    page = desk.page("bins", live=False)
    answer = desk.edit("writer", page, SUBMIT, **lacking)
    assert message.replace("’", "&#x27;") in answer.content.decode()
    assert not fresh(page).workflow_in_progress
    desk.edit("writer", page, SUBMIT)
    desk.edit("chief", page, **lacking)  # a draft may lack anything
    desk.act("deputy", page, "approve")
    assert not fresh(page).live
    assert "has been updated" in desk.edit("chief", page, title="No matter").content.decode()


def test_more_readers_are_confirmed_by_both(desk: Desk) -> None:
    page = desk.page("bins", audiences=["resident"])
    website = desk.client(None, "website")
    wider = {"audiences": ["public"]}
    answer = desk.edit("writer", page, SUBMIT, **wider).content.decode()
    assert "now Signed-in residents, then also Everyone. Confirm that below." in answer
    assert not fresh(page).workflow_in_progress
    desk.edit("writer", page, SUBMIT, **wider, confirm_wider="on")
    assert fresh(page).workflow_in_progress
    assert (
        "Approve, and show the page to Everyone as well"
        in desk.client("chief").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    )
    desk.act("chief", page, "approve")
    desk.act("chief", page, "approve-wider")
    desk.edit("chief", page, APPROVE, **{"workflow-action-name": "approve-wider"})
    assert website.get("/bins/").status_code == 404
    data = {"workflow-action-name": "approve-wider", "workflow-action-extra-data": json.dumps({"confirm_wider": True})}
    desk.edit("chief", page, APPROVE, **data)
    assert website.get("/bins/").status_code == 200


@pytest.mark.parametrize(("live", "boxes"), [(True, 1), (False, 0)])
def test_the_box_to_confirm_more_readers_stands_in_its_panel_alone(desk: Desk, live: bool, boxes: int) -> None:
    page = desk.page("bins", live=live)
    text = desk.client("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert text.count('name="confirm_wider"') == boxes
    assert text.count('for="id_confirm_wider"') == boxes


def test_what_is_approved_for_later_waits(desk: Desk) -> None:
    page = desk.page("bins", live=False)
    later = timezone.localtime() + datetime.timedelta(days=2)
    desk.edit("writer", page, SUBMIT, go_live_at=later.strftime("%Y-%m-%d %H:%M"))
    desk.act("chief", page, "approve")
    assert not fresh(page).live
    assert fresh(page).approved_schedule

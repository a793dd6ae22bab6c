"""Who wrote what nobody has approved yet, and whom it would let in."""

from typing import Any

from django.db.models import Q
from wagtail.models import Page, TaskState, WorkflowState

from cms.access.audiences import NOBODY, Audiences
from cms.access.selectors import gaining, seen_by, would_be_seen_by
from cms.core.models import BasePage


def authors_of(page: Page, asking: WorkflowState | None = None) -> set[int]:
    """The users who wrote any of the page's revisions since one was approved or published, or asked for approval.

    `asking` is the workflow that is being finished; its own approval does not count yet.
    """
    asking = asking or page.current_workflow_state
    approved = TaskState.objects.for_instance(page).filter(
        status=TaskState.STATUS_APPROVED, workflow_state__status=WorkflowState.STATUS_APPROVED
    )
    if asking is not None:
        approved = approved.exclude(workflow_state=asking)
    settled = list(approved.order_by("-revision_id").values_list("revision_id", "finished_at")[:1])
    live = Page.objects.filter(pk=page.pk, live=True, live_revision__isnull=False)
    settled += live.values_list("live_revision_id", "last_published_at")
    revisions = page.revisions.exclude(user=None)
    if settled:
        key, moment = max(settled)
        # A draft that is saved again keeps its key and gets a new moment.
        revisions = revisions.filter(Q(pk__gt=key) | Q(created_at__gt=moment) if moment else Q(pk__gt=key))
    authors = set(revisions.order_by().values_list("user_id", flat=True))
    if asking is not None and asking.requested_by_id:
        authors.add(asking.requested_by_id)
    return authors


def draft_of(page: Page) -> BasePage:
    """The page as it was last saved."""
    draft: BasePage = page.get_latest_revision_as_object()
    return draft


def gained_by(draft: BasePage) -> Audiences:
    """Who sees the live page only once the draft is published; nobody for a first publication."""
    now = seen_by(Page.objects.get(pk=draft.pk))
    return gaining(now, would_be_seen_by(draft, draft.audiences)) if now else NOBODY


def why_not(page: Page, user: Any) -> str:
    """`author` or `lacking`: why this person may not approve the page's last draft now; empty if they may."""
    if user is not None and user.pk in authors_of(page):
        return "author"
    return "lacking" if draft_of(page).lacking() else ""

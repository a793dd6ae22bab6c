"""What happens when a workflow is over."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, TaskState, WorkflowState

from . import selectors


def publish_approved(workflow_state: WorkflowState, user: Any = None) -> None:
    """Publishes what a workflow approved, or schedules it. Raises PermissionDenied where no second person did, whatever
    kinds of task the workflow is made of, or where something is lacking."""
    page = workflow_state.content_object
    revision = page.get_latest_revision()
    if not isinstance(page, Page):
        revision.publish(user=user)
        return
    approved = workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED)
    people = set(approved.exclude(finished_by=None).values_list("finished_by_id", flat=True))
    if not people - selectors.authors_of(page, workflow_state):
        raise PermissionDenied("Somebody who did not write this has to approve it.")
    if selectors.draft_of(page).lacking():
        raise PermissionDenied("Something is lacking without which nothing is published.")
    revision.publish(user=user, skip_permission_checks=True)

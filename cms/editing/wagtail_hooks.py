"""Editing in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import AbstractGroupApprovalTask, Page

from . import selectors


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """What editors do at once."""
    return [path("editing/", include("cms.editing.urls"))]


@hooks.register("before_edit_page")
def say_why_not(request: HttpRequest, page: Page) -> None:
    """Tells somebody of the approving group why they are not offered to approve."""
    task = page.current_workflow_task if request.method == "GET" else None
    if not isinstance(task, AbstractGroupApprovalTask) or not task.user_can_access_editor(page, request.user):
        return
    reason = selectors.why_not(page, request.user)
    if reason == "author":
        messages.info(request, _("You had a hand in this version, so somebody else has to approve it."))
    elif reason == "lacking":
        messages.info(request, " ".join(selectors.draft_of(page).lacking().values()))

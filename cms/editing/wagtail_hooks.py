"""Editing in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.home import RecentEditsPanel, WorkflowObjectsToModeratePanel
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import AbstractGroupApprovalTask, Page

from . import dashboard, selectors
from .models import Decision


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


@hooks.register("construct_homepage_panels")
def construct_homepage_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Puts Frontdoor's lists on the dashboard, in place of one that asks anew for each page that waits."""
    kept = [panel for panel in panels if not isinstance(panel, (RecentEditsPanel, WorkflowObjectsToModeratePanel))]
    panels[:] = [*kept, dashboard.OwnRecentEditsPanel(), *dashboard.panels()]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Names what becomes of preview links in a page's history."""
    actions.register_action("frontdoor.preview_link", _("Preview link"), _("Made a preview link"))
    actions.register_action("frontdoor.preview_link_revoked", _("Revoke link"), _("Ended a preview link"))

    @actions.register_action("frontdoor.preview_link_used")
    class Used(LogFormatter):
        """Tells who answered, as they name themselves, and what."""

        label = _("Answer by link")

        def format_message(self, entry: Any) -> str:
            """One sentence."""
            said = entry.data
            if said["decision"] == Decision.COMMENT:
                text = _("%(name)s (%(email)s) comments by preview link: %(comment)s")
            elif said["counted"]:
                text = _("%(name)s (%(email)s) approves by preview link. %(comment)s")
            else:
                text = _("%(name)s (%(email)s) agrees by preview link, which does not count as approval. %(comment)s")
            return str(text % said)

        def format_comment(self, entry: Any) -> str:
            """It is part of the message."""
            return ""

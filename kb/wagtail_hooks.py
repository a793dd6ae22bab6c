"""The knowledge base in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Names the entry that a verification leaves in a page's history."""
    actions.register_action("frontdoor.verify", _("Verify"), _("Found the content still correct"))

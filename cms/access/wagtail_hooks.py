"""Access in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Names the entries that cms.access writes to a page's history."""
    actions.register_action("frontdoor.restrict", _("Restrict"), _("Restricted the page"))
    actions.register_action("frontdoor.lift_ceiling", _("Lift limit"), _("Lifted the limit left by a copy or move"))

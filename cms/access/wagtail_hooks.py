"""Access in Wagtail's admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .forms import AudienceGrantForm
from .models import AudienceGrant


class AudienceGrantViewSet(SnippetViewSet):
    """Who belongs to which audience: for administrators, and for groups to which they gave the right."""

    model = AudienceGrant
    icon = "group"
    menu_label = _("Audience members")
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["user", "audience", "ends_at"]
    list_filter = ["audience"]
    search_fields = ["user__email", "user__first_name", "user__last_name"]
    edit_handler = ObjectList(
        [FieldPanel("email"), FieldPanel("audience", heading=_("audience")), FieldPanel("ends_at")],
        base_form_class=AudienceGrantForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[AudienceGrant]:
        """All memberships, with what the list shows of them."""
        return AudienceGrant.objects.select_related("user", "audience").order_by("user__email", "audience")


register_snippet(AudienceGrantViewSet)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Names the entries that cms.access writes to a page's history."""
    actions.register_action("frontdoor.restrict", _("Restrict"), _("Restricted the page"))
    actions.register_action("frontdoor.lift_ceiling", _("Lift limit"), _("Lifted the limit left by a copy or move"))

"""Alerts in the admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.wording.forms import words_editor

from .models import Alert


class AlertViewSet(SnippetViewSet):
    """The list of alert banners."""

    model = Alert
    icon = "warning"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["title", "severity", "branch", "starts_at", "ends_at"]
    list_filter = ["severity"]
    search_fields = ["title", "text"]
    edit_handler = words_editor(Alert, Alert.panels)


register_snippet(AlertViewSet)

"""Search in the admin."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from .forms import ChangeForm
from .models import SearchChange


class ChangeViewSet(ModelViewSet):
    """What the search engine has not taken yet, and what it refused for good. They can be tried again."""

    model = SearchChange
    icon = "search"
    menu_label = _("Search engine")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar = ["page_id", "state", "attempts", "last_answer", "created_at"]
    list_filter: ClassVar = ["state"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """Tells the engine again."""
        return ChangeForm

"""Themes of sites in the admin, drafts that save themselves, links in rich text."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.access.models import SiteProfile

from . import (
    choosing,  # noqa: F401  # registers its hook
    rich_text,
)
from .forms import SiteThemeForm
from .models import BasePage


@hooks.register("before_edit_page")
def note_who_saves(request: HttpRequest, page: BasePage) -> None:
    """Tells the page whether somebody pressed a button or the editor saves what is being typed."""
    page.saving_itself = not request.accepts("text/html")


@hooks.register("register_rich_text_features", order=1)
def register_rich_text_features(features: FeatureRegistry) -> None:
    """After Wagtail's own."""
    rich_text.register(features)


class NoneMoreNoneFewer(ModelPermissionPolicy):
    """Rows may be changed only: `manage.py create_sites` makes them, and a site without one answers nobody."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """False for whoever would add or delete."""
        return action == "change" and bool(super().user_has_permission(user, action))


class SiteThemeViewSet(SnippetViewSet):
    """The theme that each site wears."""

    model = SiteProfile
    icon = "view"
    menu_label = _("Site themes")
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["site", "host", "theme"]
    edit_handler = ObjectList([FieldPanel("theme")], base_form_class=SiteThemeForm)


register_permission_policy(SiteProfile, NoneMoreNoneFewer(SiteProfile))
register_snippet(SiteThemeViewSet)

"""Search in the admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import SearchChange, SearchGap
from .owning import guard_history
from .unread import unread
from .viewsets import SearchGroup


class ChangedOnly(ModelPermissionPolicy):
    """Rows come and go with what happens: without its row a change would count as one that the engine has, and a search
    without an answer as one that has been answered."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """False for whoever would add or delete."""
        return action in {"change", "view"} and bool(super().user_has_permission(user, action))


for model in (SearchChange, SearchGap):
    register_permission_policy(model, ChangedOnly(model))

guard_history()


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    """The report."""
    return [path("reports/files-without-text/", unread, name="files_without_text")]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Reports → Documents without text."""
    return MenuItem(gettext_lazy("Documents without text"), reverse("files_without_text"), icon_name="doc-full")


@hooks.register("register_admin_viewset")
def search_in_the_admin() -> Any:
    """For who has the rights to the models: administrators, and groups that were given them."""
    return SearchGroup()

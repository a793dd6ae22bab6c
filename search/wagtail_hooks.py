"""Search in the admin."""

from typing import Any

from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import SearchChange, SearchGap
from .viewsets import SearchGroup


class ChangedOnly(ModelPermissionPolicy):
    """Rows come and go with what happens: without its row a change would count as one that the engine has, and a search
    without an answer as one that has been answered."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """False for whoever would add or delete."""
        return action in {"change", "view"} and bool(super().user_has_permission(user, action))


for model in (SearchChange, SearchGap):
    register_permission_policy(model, ChangedOnly(model))


@hooks.register("register_admin_viewset")
def search_in_the_admin() -> Any:
    """For who has the rights to the models: administrators, and groups that were given them."""
    return SearchGroup()

"""Search in the admin."""

from typing import Any

from wagtail import hooks

from .viewsets import ChangeViewSet


@hooks.register("register_admin_viewset")
def changes_for_the_engine() -> Any:
    """For who has the rights to the model: administrators."""
    return ChangeViewSet("search-changes")

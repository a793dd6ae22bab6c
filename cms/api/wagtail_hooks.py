"""The reader API in the admin."""

from typing import Any

from wagtail import hooks

from .viewsets import ReadersGroup


@hooks.register("register_admin_viewset")
def tokens_and_webhooks() -> Any:
    """For who has the rights to these models: administrators."""
    return ReadersGroup()

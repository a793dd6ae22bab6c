"""Django's entry to this app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What all page types and sites share."""

    name = "cms.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        """Connects the receivers and the system checks."""
        from . import checks, receivers  # noqa: F401

"""Django's entry to this app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may see what."""

    name = "cms.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        """Connects the receivers and the system checks."""
        from . import checks, receivers  # noqa: F401

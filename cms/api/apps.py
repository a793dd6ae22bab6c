"""Django's entry to this app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other front ends read."""

    name = "cms.api"
    label = "api"
    verbose_name = "Reader API"

    def ready(self) -> None:
        """Connects the receivers."""
        from . import receivers  # noqa: F401

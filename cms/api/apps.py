"""Django's entry to this app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other front ends read."""

    name = "cms.api"
    label = "api"
    verbose_name = "Reader API"

    def ready(self) -> None:
        """Connects the receivers, and has the clock look after webhooks."""
        from cms.core.publishing import CLOCKWORK

        from . import receivers  # noqa: F401
        from .webhooks import wake

        CLOCKWORK.append(wake)

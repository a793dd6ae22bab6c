"""Django's entry to this app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other front ends read."""

    name = "cms.api"
    label = "api"
    verbose_name = "Reader API"

    def ready(self) -> None:
        """Connects the receivers, and has the clock look after webhooks and documents that are due."""
        from cms.core.bulk import AFTERWARDS
        from cms.core.publishing import CLOCKWORK

        from . import receivers, services, webhooks  # noqa: F401

        CLOCKWORK.extend((webhooks.wake, services.wake))
        AFTERWARDS.append(services.wake_after_commit)

"""Django's entry to this app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other front ends read."""

    name = "cms.api"
    label = "api"
    verbose_name = "Reader API"

    def ready(self) -> None:
        """Connects the receivers, has the clock look after webhooks and due documents, and gives pages their HTML."""
        from cms.core.bulk import AFTERWARDS
        from cms.core.publishing import CLOCKWORK
        from cms.core.ready import READY

        from . import receivers, selectors, services, webhooks  # noqa: F401

        CLOCKWORK.extend((webhooks.wake, services.wake))
        AFTERWARDS.append(services.wake_after_commit)
        READY.append(selectors.html_of)

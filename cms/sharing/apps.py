"""Django's entry to this app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Answers that are made once for all anonymous readers."""

    name = "cms.sharing"
    label = "sharing"
    verbose_name = "Shared answers"

    def ready(self) -> None:
        """Connects the receivers, and has the clock make up for purges that failed."""
        from cms.core.publishing import CLOCKWORK

        from . import keeping, receivers, services  # noqa: F401

        CLOCKWORK.append(services.tidy)
        keeping.CATCHING_UP.append(services.purge)

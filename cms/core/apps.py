"""Django's entry to this app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What all page types and sites share."""

    name = "cms.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        """Connects the receivers and the system checks, and has the clock tidy up."""
        from cms.access.memory import tidy

        from . import checks, receivers  # noqa: F401
        from .chosen import guard_what_is_chosen
        from .publishing import CLOCKWORK

        guard_what_is_chosen()

        CLOCKWORK.append(tidy)

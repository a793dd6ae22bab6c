"""Django's entry to this app."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Facts that are written once and read on many pages."""

    name = "kb.facts"
    label = "facts"
    verbose_name = "Facts"

    def ready(self) -> None:
        """Connects the receivers, and says that facts may stand in bodies."""
        from cms.core.inline import KINDS

        from . import receivers  # noqa: F401
        from .pieces import FactKind

        KINDS[FactKind.name] = FactKind()

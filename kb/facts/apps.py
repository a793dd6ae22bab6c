"""Django's entry to this app."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Facts that are written once and read on many pages."""

    name = "kb.facts"
    label = "facts"
    verbose_name = "Facts"

    def ready(self) -> None:
        """Connects the receivers, and says that facts may stand in bodies, and who may choose which."""
        from cms.core.choosing import CHOICES
        from cms.core.inline import KINDS

        from . import receivers  # noqa: F401
        from .models import Fact
        from .pieces import FactKind
        from .selectors import known_facts

        KINDS[FactKind.name] = FactKind()
        CHOICES[Fact] = known_facts

"""Django's entry to this app."""

from django.apps import AppConfig


class TranslatingConfig(AppConfig):
    """Editors' work on translations."""

    name = "cms.translating"
    label = "translating"
    verbose_name = "Translating"

    def ready(self) -> None:
        """Listens to new pages."""
        from . import receivers  # noqa: F401

"""Django's entry to this app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding things."""

    name = "search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """Connects the receivers, and lets the readiness probe ask the engine."""
        from cms.core.health import READINESS

        from . import health, receivers  # noqa: F401

        READINESS["search"] = health.search_engine

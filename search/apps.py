"""Django's entry to this app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding things."""

    name = "search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """Connects the receivers, lets the readiness probe ask the engine, and the clock do what is its to do."""
        from cms.core.health import READINESS
        from cms.core.publishing import CLOCKWORK

        from . import boosts, checks, extracting, health, indexing, logbook, receivers, vocabulary  # noqa: F401

        READINESS["search"] = health.search_engine
        CLOCKWORK.extend((indexing.sweep, extracting.sweep, boosts.now_and_then, logbook.tidy, vocabulary.learn))

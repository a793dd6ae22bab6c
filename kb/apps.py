"""Django's entry to this app."""

from django.apps import AppConfig


class KnowledgeBaseConfig(AppConfig):
    """Articles, sections and hubs."""

    name = "kb"
    label = "kb"
    verbose_name = "Knowledge base"

    def ready(self) -> None:
        """Adds the articles of each hub to its host's sitemap."""
        from cms.core.outlines import SITEMAP_SOURCES

        from .outlines import hub_entries

        SITEMAP_SOURCES.append(hub_entries)

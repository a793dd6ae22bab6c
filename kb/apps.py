"""Django's entry to this app."""

from django.apps import AppConfig


class KnowledgeBaseConfig(AppConfig):
    """Articles, sections and hubs."""

    name = "kb"
    label = "kb"
    verbose_name = "Knowledge base"

    def ready(self) -> None:
        """Adds the articles of each hub to its host's sitemap, says whose addresses follow from hubs, and
        listens to pages that go elsewhere."""
        from cms.api.making import FOLLOWERS, TRAILS
        from cms.core.outlines import SITEMAP_SOURCES

        from . import receivers  # noqa: F401
        from .outlines import hub_pages
        from .selectors import followers_of_hubs, pages_above_hubs

        SITEMAP_SOURCES.append(hub_pages)
        TRAILS.append(pages_above_hubs)
        FOLLOWERS.append(followers_of_hubs)

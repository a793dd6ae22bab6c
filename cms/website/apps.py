"""Django's entry to this app."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The public website."""

    name = "cms.website"
    label = "website"
    verbose_name = "Website"

    def ready(self) -> None:
        """Connects the receivers, and lends the frame its alert banners."""
        from cms.core.frame import CONTRIBUTIONS

        from . import receivers  # noqa: F401
        from .alerts import banners

        CONTRIBUTIONS["alerts"] = banners

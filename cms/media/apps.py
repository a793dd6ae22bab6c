"""Django's entry to this app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images and documents."""

    name = "cms.media"
    label = "media"
    verbose_name = "Images and documents"

    def ready(self) -> None:
        """Registers the checks of settings."""
        from . import checks  # noqa: F401

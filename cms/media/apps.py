"""Django's entry to this app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images and documents."""

    name = "cms.media"
    label = "media"
    verbose_name = "Images and documents"

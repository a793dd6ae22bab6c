"""Django's entry to this app."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """Import."""

    name = "cms.importing"
    label = "importing"
    verbose_name = "Import"

"""Django's entry to this app."""

from django.apps import AppConfig


class ExtranetConfig(AppConfig):
    """Extranet."""

    name = "extranet"
    label = "extranet"
    verbose_name = "Extranet"

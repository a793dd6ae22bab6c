"""Django's entry to this app."""

from django.apps import AppConfig


class IntranetConfig(AppConfig):
    """Intranet."""

    name = "intranet"
    label = "intranet"
    verbose_name = "Intranet"

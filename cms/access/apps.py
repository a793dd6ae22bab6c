"""Django's entry to this app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Access."""

    name = "cms.access"
    label = "access"
    verbose_name = "Access"

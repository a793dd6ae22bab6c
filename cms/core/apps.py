"""Django's entry to this app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Core."""

    name = "cms.core"
    label = "core"
    verbose_name = "Core"

"""Django's entry to this app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search."""

    name = "search"
    label = "search"
    verbose_name = "Search"

"""Django's entry to this app."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Website."""

    name = "cms.website"
    label = "website"
    verbose_name = "Website"

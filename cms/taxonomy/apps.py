"""Django's entry to this app."""

from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    """Services, topics and wards."""

    name = "cms.taxonomy"
    label = "taxonomy"
    verbose_name = "Services, topics and wards"

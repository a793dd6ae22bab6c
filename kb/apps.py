"""Django's entry to this app."""

from django.apps import AppConfig


class KnowledgeBaseConfig(AppConfig):
    """Knowledge base."""

    name = "kb"
    label = "kb"
    verbose_name = "Knowledge base"

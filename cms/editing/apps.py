"""Django's entry to this app."""

from django.apps import AppConfig


class EditingConfig(AppConfig):
    """Approval by a second person, previews, and what editors do at once."""

    name = "cms.editing"
    label = "editing"
    verbose_name = "Editing"

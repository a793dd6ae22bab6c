"""Django's entry to this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "cms.accounts"
    label = "accounts"
    verbose_name = "Accounts"

"""Fixed words of facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactKind(models.TextChoices):
    """What a fact is."""

    FEE = "fee", _("Fee")
    HOURS = "hours", _("Opening hours")
    PHONE = "phone", _("Telephone number")
    EMAIL = "email", _("E-mail address")
    ADDRESS = "address", _("Address")
    DEADLINE = "deadline", _("Deadline")
    OTHER = "other", _("Other")


class FactFormat(models.TextChoices):
    """How much of a fact is shown."""

    SHORT = "short", _("Short: within a sentence")
    FULL = "full", _("Full: a sentence of its own")
    TABLE = "table", _("Table: all its parts")

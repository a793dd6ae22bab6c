"""Fixed words of translating."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a page is translated, what needs work first."""

    MISSING = "missing", _("Not translated")
    OLDER = "older", _("Older than its source")
    DRAFT = "draft", _("Draft")
    CURRENT = "current", _("Up to date")

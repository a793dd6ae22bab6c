"""Fixed words of the knowledge base."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartKind(models.TextChoices):
    """What a part of an article is."""

    PUBLIC_TEXT = "public_text", _("For everyone")
    RESIDENT_TEXT = "resident_text", _("Signed-in residents")
    PARTNER_TEXT = "partner_text", _("Partners")
    STAFF_NOTE = "staff_note", _("Staff only")
    AGENT_SCRIPT = "agent_script", _("Agents: say this")
    VULNERABILITY_CUE = "vulnerability_cue", _("Agents: look out for")
    SHORT_TEXT = "short_text", _("Agents: text for SMS or chat")

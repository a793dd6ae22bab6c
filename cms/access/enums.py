"""Fixed words of access."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Host(models.TextChoices):
    """The kind of site a host serves."""

    WEBSITE = "website", _("Website")
    INTRANET = "intranet", _("Intranet")
    EXTRANET = "extranet", _("Extranet")


class AccessClass(StrEnum):
    """How a model's rows are guarded; each local model names one in `access_class`.

    PAGE: by the page's effective audience. PART: by the page or file that owns the row.
    FILE: by the pages that show the file. ANNOUNCEMENT: by its own audience and that of the page it hangs on, or stands
    in. REFERENCE: no secret, shown to anybody. PERSONAL: only to the person it is about, and to administrators.
    EDITORIAL: only in the admin. INTERNAL: machinery, shown to nobody.
    """

    PAGE = "page"
    PART = "part"
    FILE = "file"
    ANNOUNCEMENT = "announcement"
    REFERENCE = "reference"
    PERSONAL = "personal"
    EDITORIAL = "editorial"
    INTERNAL = "internal"

"""Documents: each kind proved by what it holds."""

import codecs
import re

from django.conf import settings
from django.utils.translation import gettext as _

from .errors import UnsafeFileError
from .names import extension_of
from .office import OPEN_DOCUMENT, OPEN_XML, check_office
from .pdf import check_pdf

RTF_OBJECTS = re.compile(rb"\\(objdata|objocx|objupdate|ddeauto)", re.IGNORECASE)
# Below the space there are no letters, only what separates them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
NOT_TEXT = re.compile(r"\s*(<(!doctype|html|script|svg|\?xml|\?php|iframe)|%pdf-|\{\\rtf|#!)", re.IGNORECASE)
BYTE_ORDERS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def check_document(content: bytes, name: str) -> None:
    """Raises UnsafeFileError, saying why, for a document that is not accepted."""
    extension = extension_of(name)
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        message = _("Files with the ending “%(ending)s” are not accepted. These are: %(endings)s.")
        endings = ", ".join(settings.WAGTAILDOCS_EXTENSIONS)
        raise UnsafeFileError(message % {"ending": extension, "endings": endings}, code="extension")
    if len(content) > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
        megabytes = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE // 1024**2
        raise UnsafeFileError(_("This file is larger than %d MB.") % megabytes, code="size")
    if not content:
        raise UnsafeFileError(_("This file is empty."), code="empty")
    if extension == "pdf":
        check_pdf(content)
    elif extension in OPEN_XML or extension in OPEN_DOCUMENT:
        check_office(content, extension)
    elif extension == "rtf":
        _check_rtf(content)
    else:
        _check_text(content)


def _check_rtf(content: bytes) -> None:
    if not content.startswith(rb"{\rtf") or not content.rstrip(b"\0 \t\r\n").endswith(b"}"):
        raise UnsafeFileError(_("This file is not rich text (RTF), or it is damaged."), code="kind")
    if RTF_OBJECTS.search(content):
        raise UnsafeFileError(_("This file holds an embedded program or object."), code="embedded")


def _check_text(content: bytes) -> None:
    order = next((name for mark, name in BYTE_ORDERS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(order)
    except UnicodeDecodeError:
        # What older office programs write.
        text = content.decode("cp1252", "replace")
    if CONTROLS.search(text) or "\ufffd" in text:
        raise UnsafeFileError(_("This file is not plain text, whatever its ending says."), code="kind")
    if NOT_TEXT.match(text):
        raise UnsafeFileError(
            _("This file is a page, a program or a document of another kind, not plain text."), code="kind"
        )

"""What an upload must be to be kept: the same for the admin, the importer and everything else that stores files."""

import logging

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from cms.media.providers import clamd

from .documents import check_document
from .errors import UnsafeFileError
from .names import extension_of, safe_name
from .pictures import EXTENSIONS, prove, safe_picture

__all__ = [
    "EXTENSIONS",
    "UnsafeFileError",
    "checked_document",
    "checked_picture",
    "extension_of",
    "is_checked",
    "prove",
    "refuse_malware",
    "settle",
]

logger = logging.getLogger(__name__)


class CheckedFile(ContentFile):  # type: ignore[type-arg]  # of bytes
    """A file that has been checked, under the name that it may have."""

    name: str


def checked_picture(file: "File[bytes]", name: str) -> CheckedFile:
    """The picture as it may be kept; raises UnsafeFileError."""
    # One byte above the limit is enough to refuse a file by.
    content = _read(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + 1)
    safe = safe_picture(content, name)
    refuse_malware(content)
    return CheckedFile(safe, name=safe_name(name))


def checked_document(file: "File[bytes]", name: str) -> CheckedFile:
    """The document as it may be kept; raises UnsafeFileError."""
    content = _read(file, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1)
    check_document(content, name)
    refuse_malware(content)
    return CheckedFile(content, name=safe_name(name))


def _read(file: "File[bytes]", most: int) -> bytes:
    file.seek(0)
    content: bytes = file.read(most)
    file.seek(0)
    return content


def refuse_malware(content: bytes) -> None:
    """Asks the scanner, where there is one; raises UnsafeFileError also where it gives no answer."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        found = clamd.signature(content, settings.CLAMD_ADDRESS)
    except clamd.ScannerError as error:
        logger.error("An upload could not be scanned: %s", error)
        message = _("This file could not be scanned for malware, so it was not kept. Try again later.")
        raise UnsafeFileError(message, code="unscanned") from error
    if found:
        logger.warning("An upload was refused: %s", found)
        raise UnsafeFileError(_("This file holds malware (%s).") % found, code="malware")


def settle(upload: "File[bytes]", checked: CheckedFile) -> None:
    """Puts what was checked in the place of what was uploaded, for whoever stores the upload later."""
    content = checked.read()
    upload.seek(0)
    upload.truncate()
    upload.write(content)
    upload.flush()
    upload.seek(0)
    upload.size, upload.name = len(content), checked.name
    upload.checked = True  # type: ignore[attr-defined]


def is_checked(file: object) -> bool:
    """Whether a file came out of here."""
    return isinstance(file, CheckedFile) or getattr(file, "checked", False)

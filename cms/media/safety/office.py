"""Documents of office programs: what they must hold, and what they may not."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from .archives import OLE, START, read_archive
from .errors import UnsafeFileError
from .names import extension_of

MAIN = b"application/vnd.openxmlformats-officedocument."
OPEN_XML = {
    "docx": MAIN + b"wordprocessingml.document.main+xml",
    "xlsx": MAIN + b"spreadsheetml.sheet.main+xml",
    "pptx": MAIN + b"presentationml.presentation.main+xml",
}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
# A template or an object that the program would fetch from elsewhere when the file is opened.
FETCHED = re.compile(
    rb"/(attachedTemplate|oleObject|frame|subDocument)\"[^>]*Target=\"(https?:|file:)?//", re.IGNORECASE
)
FETCHED_TURNED = re.compile(
    rb"Target=\"(https?:|file:)?//[^>]*/(attachedTemplate|oleObject|frame|subDocument)\"", re.IGNORECASE
)


def check_office(content: bytes, extension: str, unpacked: int = 0) -> None:
    """Raises UnsafeFileError, saying why, for a file that is not of this kind, or that holds programs."""
    archive = read_archive(content, unpacked)
    if extension in OPEN_XML:
        types = archive.entries.get("[Content_Types].xml", b"")
        if OPEN_XML[extension] not in types and b"macroenabled" not in types.lower():
            raise _mismatch(extension)
    elif archive.first() != ("mimetype", OPEN_DOCUMENT[extension]):
        raise _mismatch(extension)
    for name, start in archive.entries.items():
        lower = name.lower()
        macros = lower.rsplit("/", 1)[-1].startswith(("vbaproject", "vbadata")) or lower.startswith(
            ("basic/", "scripts/", "xl/macrosheets/")
        )
        if macros or (lower == "[content_types].xml" and (b"macroenabled" in start.lower() or b"vba" in start.lower())):
            raise UnsafeFileError(_("This file holds macros. Save it without them."), code="macros")
        if lower == "meta-inf/manifest.xml" and b"encryption-data" in start:
            message = _("This file is protected by a password, so it cannot be checked.")
            raise UnsafeFileError(message, code="encrypted")
        if start.startswith(OLE) or "activex" in lower:
            raise UnsafeFileError(_("This file holds an embedded program or object."), code="embedded")
        if lower.endswith(".rels") and (FETCHED.search(start) or FETCHED_TURNED.search(start)):
            raise UnsafeFileError(_("This file fetches parts of itself from another computer."), code="fetches")
        if start.startswith(START):
            # A chart keeps its figures in a spreadsheet of its own; nothing else is expected, nor deeper.
            inner = extension_of(name)
            if unpacked or "/embeddings/" not in f"/{lower}" or inner not in OPEN_XML:
                raise UnsafeFileError(_("This file holds another archive."), code="nested")
            with zipfile.ZipFile(io.BytesIO(content)) as file:
                check_office(file.read(name), inner, archive.unpacked)


def _mismatch(extension: str) -> UnsafeFileError:
    message = _("This file does not hold what a file with the ending “%s” must hold.")
    return UnsafeFileError(message % extension, code="mismatch")

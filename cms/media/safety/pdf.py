"""PDF files: what they may not do, also in the parts that they keep compressed."""

import re
import zlib

from django.utils.translation import gettext as _

from .errors import UnsafeFileError

UNPACKED = 50 * 1024 * 1024
TAIL = 1024
HEADER = re.compile(rb"%PDF-[12]\.\d")
NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"\bstream\r?\n")
ENDS = rb"(?=[\s/<>\[\]()%]|$)"
# A name in small letters and the reason for refusing a file that has it.
PROGRAMS = re.compile(rb"/(JavaScript|XFA)" + ENDS + rb"|/JS\s*[(<\d]")
STARTS = re.compile(rb"/(Launch|ImportData|GoToE)" + ENDS)
EMBEDS = re.compile(rb"/(EmbeddedFiles?|RichMedia)" + ENDS)
ENCRYPTED = re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)")


def check_pdf(content: bytes) -> None:
    """Raises UnsafeFileError, saying why."""
    end = content.rfind(b"%%EOF")
    if not HEADER.match(content) or end < 0:
        raise UnsafeFileError(_("This file is not a PDF, or it is damaged."), code="kind")
    if content[end + len(b"%%EOF") :].strip(b"\0 \t\r\n"):
        raise UnsafeFileError(_("This file is another kind of file at the same time."), code="polyglot")
    if ENCRYPTED.search(content):
        message = _("This PDF is protected, so it cannot be checked. Save it without a password or restrictions.")
        raise UnsafeFileError(message, code="encrypted")
    for part in (content, *_object_streams(content)):
        plain = NAME_CODE.sub(lambda match: bytes([int(match[1], 16)]), part)
        for pattern, reason in (
            (PROGRAMS, _("This PDF holds programs (JavaScript or XFA). Save it without them, or print it to PDF.")),
            (STARTS, _("This PDF opens other files or programs.")),
            (EMBEDS, _("This PDF holds other files. Save it without attachments.")),
        ):
            if pattern.search(part) or pattern.search(plain):
                raise UnsafeFileError(reason, code="active")


def _object_streams(content: bytes) -> list[bytes]:
    """The compressed parts in which a PDF keeps its objects."""
    unpacked: list[bytes] = []
    total = 0
    for match in STREAM.finditer(content):
        start = content.rfind(b" obj", 0, match.start())
        dictionary = NAME_CODE.sub(lambda code: bytes([int(code[1], 16)]), content[start : match.start()])
        if b"/ObjStm" not in dictionary:
            continue
        if b"/Filter" not in dictionary:
            continue
        if re.search(rb"/Filter\s*\[?\s*/(FlateDecode|Fl)\s*(?!\s*/\w+Decode)", dictionary) is None or re.search(
            rb"/Predictor\s*(?!1\b)\d", dictionary
        ):
            raise UnsafeFileError(_("This PDF is packed in a way that cannot be checked."), code="unknown")
        try:
            part = zlib.decompressobj().decompress(content[match.end() :], UNPACKED - total)
        except zlib.error as error:
            raise UnsafeFileError(_("This file is not a PDF, or it is damaged."), code="kind") from error
        total += len(part)
        if total >= UNPACKED:
            message = _("This file unpacks to more than is safe to open: it is an archive bomb.")
            raise UnsafeFileError(message, code="bomb")
        unpacked.append(part)
    return unpacked

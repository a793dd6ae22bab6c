"""Office files are archives: read within limits before anything else opens them."""

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .errors import UnsafeFileError

ENTRIES = 5_000
UNPACKED = 200 * 1024 * 1024
# What unpacks to less than this is let off: plain XML shrinks well.
RATIO, RATIO_FROM = 100, 10 * 1024 * 1024
CHUNK = 256 * 1024
START, END, OLE = b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"
END_SIZE = 22


@dataclass
class Archive:
    """What an archive holds: names of its entries in order, and the first 256 kB of each."""

    entries: dict[str, bytes] = field(default_factory=dict)
    unpacked: int = 0

    def first(self) -> tuple[str, bytes]:
        """The entry that stands first."""
        return next(iter(self.entries.items()), ("", b""))


def read_archive(content: bytes, unpacked: int = 0) -> Archive:
    """Reads all entries to their end, after as many bytes unpacked before; raises UnsafeFileError."""
    archive = Archive(unpacked=unpacked)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            entries = file.infolist()
            if len(entries) > ENTRIES:
                raise UnsafeFileError(_("This file holds more than %d parts.") % ENTRIES, code="bomb")
            if min((entry.header_offset for entry in entries), default=1) or content[-END_SIZE:][:4] != END:
                raise UnsafeFileError(_("This file is another kind of file at the same time."), code="polyglot")
            for entry in entries:
                if entry.flag_bits & 1:
                    message = _("This file is protected by a password, so it cannot be checked.")
                    raise UnsafeFileError(message, code="encrypted")
                if entry.filename.startswith(("/", "\\")) or ".." in entry.filename.replace("\\", "/").split("/"):
                    raise UnsafeFileError(_("This file holds parts that lead outside it."), code="kind")
                archive.entries[entry.filename] = _read(file, entry, archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnsafeFileError(_("This file is not what its ending says, or it is damaged."), code="kind") from error
    return archive


def _read(file: zipfile.ZipFile, entry: zipfile.ZipInfo, archive: Archive, packed: int) -> bytes:
    start = b""
    with file.open(entry) as part:
        while chunk := part.read(CHUNK):
            start = start or chunk
            archive.unpacked += len(chunk)
            if archive.unpacked > min(UNPACKED, max(RATIO_FROM, RATIO * packed)):
                raise UnsafeFileError(
                    _("This file unpacks to more than is safe to open: it is an archive bomb."), code="bomb"
                )
    return start

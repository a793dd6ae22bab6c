"""Opens what is to be imported: a folder, an archive, or one file.

An archive is never unpacked by the names in it: each member is copied, with its size counted as it comes, to a
numbered file in a temporary folder that goes when the source is closed.
"""

import contextlib
import os
import stat
import tarfile
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO

from cms.importing.documents import Note, Severity

MEGABYTE = 1024 * 1024
FILE_LIMIT = 10 * MEGABYTE
DOWNLOAD_LIMIT = 20 * MEGABYTE
DOWNLOADS = (".docx", ".ods", ".odt", ".pdf", ".pptx", ".rtf", ".xlsx")
TOTAL_LIMIT = 1024 * MEGABYTE
# Text shrinks to a tenth; an archive that holds far more than it weighs was made to fill the disk.
RATIO_LIMIT = 200
RATIO_FLOOR = 500 * MEGABYTE
FILES_LIMIT = 100_000
PATH_LIMIT = 400  # letters
ENDINGS = (".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar", ".zip")
FURNITURE = {"licence", "license", "copying", "notice", "provenance", "readme", "changelog", "contributing", "authors"}
DAMAGE = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


class SourceError(Exception):
    """Nothing of the source can be imported; the message says why."""


@dataclass(frozen=True)
class SourceFile:
    """One file: its path inside the source, with slashes, and its size in bytes."""

    path: str
    size: int
    place: Path

    def read(self) -> bytes:
        """All of the file; raises OSError."""
        return self.place.read_bytes()


@dataclass
class Source:
    """An opened source. `files` are in the order of their paths; `notes` tell of everything else that was there."""

    name: str
    files: list[SourceFile] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _closing: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self) -> "Source":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes what was unpacked."""
        self._closing.close()

    def refuse(self, path: str, reason: str) -> None:
        """Leaves a file out for a fault of its own."""
        self.notes.append(Note(path, None, Severity.REFUSED, reason))

    def leave(self, path: str, reason: str) -> None:
        """Leaves a file out because it is no content."""
        self.notes.append(Note(path, None, Severity.INFO, reason))

    def take(self, path: str, size: int, place: Path) -> None:
        """Counts a file in, unless its name says that it is no content."""
        parts = PurePosixPath(path).parts
        if any(part.startswith(".") or part == "__MACOSX" for part in parts):
            self.leave(path, "left out: a hidden file")
        elif parts[-1].split(".")[0].lower() in FURNITURE and not path.lower().endswith(DOWNLOADS):
            self.leave(path, "left out: tells about the collection and is none of its documents")
        else:
            self.files.append(SourceFile(path, size, place))


def open_source(path: Path) -> Source:
    """Opens a folder, an archive or a single file, to be used in a `with` statement.

    Raises SourceError when it is missing, unreadable, damaged, empty, or too large as a whole. Single files that
    cannot be taken are in the source's notes.
    """
    if not path.exists():
        raise SourceError(f"{path} does not exist")
    name = path.resolve().name
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
    source = Source(name.removesuffix(name[len(name) - len(ending) :]) if ending else name)
    try:
        if path.is_dir():
            _read_folder(source, path)
        elif ending or tarfile.is_tarfile(path):
            _read_archive(source, path, zipped=ending == ".zip")
        elif fault := _too_large(path.name, path.stat().st_size):
            raise SourceError(f"{path}: {fault}")
        else:
            source.take(name, path.stat().st_size, path)
        if not source.files and not source.notes:
            raise SourceError(f"{path} holds no files")
    except BaseException as error:
        source.close()
        if isinstance(error, PermissionError):
            raise SourceError(f"{path} may not be read") from error
        if isinstance(error, DAMAGE):
            raise SourceError(f"{path} cannot be read: {str(error) or type(error).__name__}") from error
        raise
    source.files.sort(key=lambda file: file.path)
    return source


def _read_folder(source: Source, root: Path) -> None:
    def unreadable(error: OSError) -> None:
        if Path(error.filename) == root:
            raise error
        source.refuse(Path(error.filename).relative_to(root).as_posix(), "a folder that may not be read")

    for folder, folders, names in os.walk(root, onerror=unreadable):
        for name in list(folders):
            place = Path(folder, name)
            if place.is_symlink():
                folders.remove(name)
                source.refuse(_shown(place.relative_to(root).as_posix()), "a link to somewhere else")
        for name in names:
            place = Path(folder, name)
            path = place.relative_to(root).as_posix()
            status = place.lstat()
            fault = _fault(path) or _not_a_file(status.st_mode) or _too_large(path, status.st_size)
            if fault:
                source.refuse(_shown(path), fault)
            elif not os.access(place, os.R_OK):
                source.refuse(path, "may not be read")
            else:
                source.take(_composed(path), status.st_size, place)


def _read_archive(source: Source, path: Path, *, zipped: bool) -> None:
    folder = Path(source._closing.enter_context(tempfile.TemporaryDirectory(prefix="import-")))
    allowed = min(TOTAL_LIMIT, max(RATIO_FLOOR, path.stat().st_size * RATIO_LIMIT))
    found: dict[str, tuple[int, Path]] = {}
    total = 0
    members = _zip_members(path) if zipped else _tar_members(path)
    for count, (name, size, fault, opened) in enumerate(members):
        total += size
        if total > allowed or count >= FILES_LIMIT:
            raise SourceError(f"{path} unpacks to far more than an import may hold")
        fault = _fault(name) or fault or _too_large(name, size)
        name = name if fault else _composed(str(PurePosixPath(name)))
        if not fault and name in found:
            fault = "the archive holds a file of this name already"
        if fault or opened is None:
            source.refuse(_shown(name), fault or "cannot be read")
            continue
        place = folder / str(count)
        with opened as reading:
            content = reading.read(_limit(name) + 1)
        if fault := _too_large(name, len(content)):
            source.refuse(name, fault)
            continue
        place.write_bytes(content)
        found[name] = (len(content), place)
    top = _shared_folder(list(found))
    for name, (size, place) in found.items():
        source.take(name.removeprefix(top), size, place)


Member = tuple[str, int, str, IO[bytes] | None]  # name, size said, fault, content


def _tar_members(path: Path) -> Iterator[Member]:
    with tarfile.open(path, "r:*") as archive:
        for member in archive:
            if member.isdir():
                continue
            fault = "" if member.isfile() else "a link or device, not a file"
            readable = member.isfile() and not _too_large(member.name, member.size)
            name = member.name.removeprefix("./")
            yield name, max(member.size, 0), fault, archive.extractfile(member) if readable else None


def _zip_members(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            mode = member.external_attr >> 16
            fault = "a link or device, not a file" if mode and _not_a_file(mode) else ""
            fault = "locked with a password" if member.flag_bits & 1 else fault
            readable = not fault and not _too_large(member.filename, member.file_size)
            yield member.filename, member.file_size, fault, archive.open(member) if readable else None


def _fault(path: str) -> str:
    """What is wrong with a path, or nothing."""
    if not path or path.startswith("/") or "\\" in path or path[1:3] == ":/":
        return "not a path inside the source"
    if ".." in path.split("/"):
        return "climbs out of the source"
    if any(ord(letter) < 32 for letter in path):
        return "control characters in its name"
    try:
        path.encode()
    except UnicodeEncodeError:
        return "its name is not UTF-8 text"
    return "" if len(path) <= PATH_LIMIT else f"its name has more than {PATH_LIMIT} letters"


def _not_a_file(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a link to somewhere else"
    return "" if stat.S_ISREG(mode) or stat.S_IFMT(mode) == 0 else "a link or device, not a file"


def _limit(path: str) -> int:
    return DOWNLOAD_LIMIT if path.lower().endswith(DOWNLOADS) else FILE_LIMIT


def _too_large(path: str, size: int) -> str:
    limit = _limit(path)
    return f"{size / MEGABYTE:.1f} MB is larger than {limit // MEGABYTE} MB" if size > limit else ""


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _shown(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def _shared_folder(names: list[str]) -> str:
    """The one folder that all files of an archive lie in, with its slash, or nothing."""
    tops = {name.split("/")[0] + "/" if "/" in name else "" for name in names}
    return tops.pop() if len(tops) == 1 else ""

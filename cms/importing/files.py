"""Files that documents link to: kept in the media library after the same checks as uploads, one for each path."""

import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from cms.importing.models import ImportedFile
from cms.importing.sources import SourceFile
from cms.media.replacing import remove_when_certain
from cms.media.safety import UnsafeFileError, checked_document


class FileError(Exception):
    """A file that is not accepted; the message says why."""


class FileShelf:
    """The linked files of one source, each checked once and stored when first linked to.

    `linked` are the paths that documents link to, `faults` what is wrong with those that were refused.
    """

    def __init__(self, source: str, files: dict[str, SourceFile], *, dry_run: bool = False) -> None:
        self.source, self.files, self.dry_run = source, files, dry_run
        self.linked: set[str] = set()
        self.faults: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        self._done: dict[str, int] = {}
        self._written: set[str] = set()
        self._kept: dict[str, ImportedFile] = {}
        self.forget()

    @property
    def stored(self) -> int:
        """How many files are new here, or have new content."""
        return len(self._written)

    def forget(self) -> None:
        """Reads anew what is kept, after a transaction was undone."""
        kept = ImportedFile.objects.filter(source=self.source).select_related("document")
        self._kept = {file.path: file for file in kept}
        self._done.clear()
        self._written = {path for path in self._written if path in self._kept}

    def is_there(self, path: str) -> bool:
        """Whether the file can be linked to."""
        try:
            self.store(path)
        except FileError:
            return False
        return True

    def refresh(self, path: str) -> None:
        """Brings the document of a file up to date; one that is not kept is left so."""
        if path in self._kept:
            self.store(path)

    def store(self, path: str) -> int:
        """The primary key of the document with the file's content, 0 in a dry run; raises FileError or OSError.

        A new version that is refused leaves the one from before.
        """
        kept = self._kept.get(path)
        if kept is None and path in self.faults:
            raise FileError(self.faults[path])
        if path not in self._done:
            content = self.files[path].read()
            digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()  # what Wagtail keeps for each file
            if kept is None or kept.digest != digest:
                kept = self._write(path, content, digest, kept)
            self._done[path] = int(kept.document_id) if kept else 0
        return self._done[path]

    def _write(self, path: str, content: bytes, digest: str, kept: ImportedFile | None) -> ImportedFile | None:
        name = PurePosixPath(path)
        if kept is not None and kept.document.file_hash != kept.digest:
            self.remarks[path] = "changed, but somebody has replaced the document here: theirs is kept"
            return kept
        try:
            checked = checked_document(ContentFile(content), name.name)
        except UnsafeFileError as error:
            self.faults[path] = " ".join(error.messages)
            if kept is None:
                raise FileError(self.faults[path]) from error
            return kept
        if self.dry_run:
            return kept
        if kept is None:
            title = " ".join(name.stem.replace("_", " ").replace("-", " ").split()) or name.name
            kept = ImportedFile(source=self.source, path=path, document=get_document_model()(title=title[:255]))
        else:
            remove_when_certain(kept.document.file)
        document = kept.document
        document.file, document.file_size, document.file_hash = checked, len(content), digest
        document.save()
        kept.document, kept.digest = document, digest
        kept.save()
        self._kept[path] = kept
        self._written.add(path)
        return kept

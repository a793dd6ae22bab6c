"""Image files of a source: proved to be what they say, and kept once however often they are shown."""

import hashlib
import io
from pathlib import PurePosixPath

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from cms.importing.sources import SourceFile
from cms.media.safety import EXTENSIONS, UnsafeFileError, refuse_malware
from cms.media.safety import prove as prove_picture


class ImageError(Exception):
    """A file that cannot be shown as an image; the message says why."""


def prove(content: bytes) -> str:
    """The file ending that fits the content; raises ImageError."""
    try:
        kind = prove_picture(content)
        refuse_malware(content)
    except UnsafeFileError as error:
        raise ImageError(error.message) from error
    return EXTENSIONS[kind][0]


class ImageShelf:
    """The images of one source, each proved once and stored when first shown."""

    def __init__(self, files: dict[str, SourceFile], *, dry_run: bool = False) -> None:
        self.files, self.dry_run = files, dry_run
        self.shown: set[str] = set()
        self.stored = 0
        self._keys: dict[str, int] = {}

    def digest(self, path: str) -> str:
        """What an image's content is known by; nothing for a file that is not there."""
        file = self.files.get(path)
        return hashlib.sha256(file.read()).hexdigest() if file else ""

    def find(self, paths: list[str]) -> str:
        """The first of some paths at which the source has an image, or nothing."""
        return next((path for path in paths if path in self.files), "")

    def fault(self, path: str) -> str:
        """What is wrong with an image file, or nothing."""
        try:
            prove(self.files[path].read())
        except ImageError as error:
            return str(error)
        except OSError as error:
            return f"cannot be read: {error.strerror or error}"
        return ""

    def store(self, path: str, title: str) -> int:
        """The primary key of the image at a path, stored if no image has its content; raises ImageError or OSError."""
        self.shown.add(path)
        if path in self._keys:
            return self._keys[path]
        content = self.files[path].read()
        ending = prove(content)
        if self.dry_run:
            return 0
        model = get_image_model()
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()  # what Wagtail keeps for each file
        image = model.objects.filter(file_hash=digest).first()
        if image is None:
            stem = PurePosixPath(path).stem
            image = model(
                title=(title or stem)[:255],
                description=title[:255],
                only_decoration=not title,
                file=ImageFile(io.BytesIO(content), name=f"{stem[:80]}.{ending}"),
            )
            image.file_hash = digest
            image.save()
            self.stored += 1
        self._keys[path] = int(image.pk)
        return self._keys[path]

    def forget(self) -> None:
        """Forgets keys of images whose transaction was undone."""
        self._keys.clear()

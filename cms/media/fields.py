"""Fields that store no file which has not been checked, whichever way it comes."""

from typing import Any

from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .safety import checked_document, checked_picture, is_checked


class CheckedPictureFile(WagtailImageFieldFile):
    """A picture's file."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Stores the picture upright and without metadata; raises UnsafeFileError and stores nothing."""
        checked = content if is_checked(content) else checked_picture(content, name)
        super().save(checked.name, checked, save)


class PictureField(WagtailImageField):
    """Holds a picture that was checked."""

    attr_class = CheckedPictureFile


class CheckedDocumentFile(FieldFile):
    """A document's file."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Stores the document; raises UnsafeFileError and stores nothing."""
        checked = content if is_checked(content) else checked_document(content, name)
        super().save(checked.name, checked, save)


class DocumentField(FileField):
    """Holds a document that was checked."""

    attr_class = CheckedDocumentFile

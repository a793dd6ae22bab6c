"""What editors are asked about a file, and what is answered when it is not accepted."""

import logging
from typing import Any

from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .replacing import remove_when_certain
from .safety import checked_document, checked_picture, is_checked, settle

logger = logging.getLogger(__name__)

NOT_STORED = _("This file could not be stored, so it was not kept. Try again later.")
DESCRIBE = _("Say what the image shows, or mark it as only decoration.")


class StoringForm:
    """Stores a file as the last of its checks, and removes one that was replaced when it is certain that the new one
    is kept.
    """

    original_file: Any
    changed_data: list[str]
    instance: Any
    errors: Any
    add_error: Any

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors or "file" not in self.changed_data:
            return
        file = self.instance.file
        try:
            file.save(file.name, file.file, save=False)
        except OSError:
            logger.exception("An upload could not be stored")
            # Past the field, which would measure the picture that it is given.
            self.instance.__dict__["file"] = self.original_file
            self.add_error("file", ValidationError(NOT_STORED, code="storage"))

    def save(self, commit: bool = True) -> Any:
        """Takes the removal out of Wagtail's hands, which does it before the transaction ends."""
        old, self.original_file = self.original_file, None
        saved = super().save(commit=commit)  # type: ignore[misc]
        # Wagtail opens the new file to measure it.
        saved.file.close()
        if commit and old and "file" in self.changed_data:
            if hasattr(saved, "renditions"):
                saved.renditions.all().delete()
            remove_when_certain(old)
        return saved


class PictureUploadField(WagtailImageField):
    """Checks a picture before Wagtail's field, which decodes it whole before it looks at its size."""

    def to_python(self, data: Any) -> Any:
        """The upload, holding the picture as it may be kept; raises ValidationError naming the reason."""
        if data and not is_checked(data):
            settle(data, checked_picture(data, data.name))
        return super().to_python(data)


class ImageForm(StoringForm, BaseImageForm):
    """An image, with the text alternative that pages begin from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureUploadField(label=field.label, widget=field.widget, required=field.required)

    def clean(self) -> dict[str, Any]:
        """Asks for a description or the mark that none is needed."""
        cleaned: dict[str, Any] = super().clean()
        asked = {"description", "only_decoration"} <= self.fields.keys()
        if asked and not cleaned.get("description") and not cleaned.get("only_decoration"):
            self.add_error("description", ValidationError(DESCRIBE, code="required"))
        return cleaned


class DocumentForm(StoringForm, BaseDocumentForm):
    """A document."""

    def clean_file(self) -> Any:
        """The document, under the name that it may have; raises ValidationError naming the reason."""
        upload = self.cleaned_data["file"]
        if "file" in self.changed_data and upload:
            settle(upload, checked_document(upload, upload.name))
        return upload

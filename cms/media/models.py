"""Images and documents. Who may see one follows from the pages that show it."""

from collections.abc import Iterator
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page

from cms.access.enums import AccessClass
from cms.access.fields import AudiencesField

from .fields import DocumentField, PictureField


def fields_of(image_type: type[AbstractImage]) -> Iterator[str]:
    """The fields of Wagtail's form, and after the text alternative the mark that none is needed."""
    for name in image_type.admin_form_fields:
        yield name
        if name == "description":
            yield "only_decoration"


class NarrowedFile(models.Model):
    """A file's own audiences: nothing chosen means all who see a page that shows it; a choice can only narrow that."""

    audiences = AudiencesField(_("only for"), default=list, blank=True)

    # While the file is being deleted: the pages that showed it, by primary keys.
    shown_on: frozenset[int] | set[int] = frozenset()

    class Meta:
        abstract = True


class MediaImage(NarrowedFile, AbstractImage):
    """A picture."""

    access_class = AccessClass.FILE

    file = PictureField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    description = models.CharField(
        _("text alternative"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for those who do not see it."),
    )
    # Wagtail's images use the name `decorative` for something else.
    only_decoration = models.BooleanField(_("only decoration"), default=False)

    admin_form_fields: ClassVar = (*fields_of(WagtailImage), "audiences")

    class Meta(AbstractImage.Meta):
        permissions = [("choose_mediaimage", "Can choose image")]
        verbose_name = _("image")
        verbose_name_plural = _("images")


class Rendition(AbstractRendition):
    """A picture in one size; its address asks who reads, as the picture's does."""

    access_class = AccessClass.FILE

    image = models.ForeignKey(MediaImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition")
        ]

    @property
    def url(self) -> str:
        """Where the rendition is served: known by picture and file, since Wagtail leaves a new one without a key."""
        return reverse("image", args=[self.image_id, self.file.name.rsplit("/", 1)[-1]])


class MediaDocument(NarrowedFile, AbstractDocument):
    """A file to download."""

    access_class = AccessClass.FILE

    file = DocumentField(_("file"), upload_to="documents")

    # What search calls it.
    kind_label: ClassVar = _("Document")

    admin_form_fields: ClassVar = (*WagtailDocument.admin_form_fields, "audiences")

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_mediadocument", "Can choose document")]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """As Wagtail, which speaks of the ending of a file that was refused."""
        if self.file:
            super().clean()

    @property
    def url(self) -> str:
        """Where the document is served."""
        return reverse("document", args=[self.pk, self.filename])


class FileUse(models.Model):
    """Says that the live version of a page shows a file, in parts for these audiences; written when publishing."""

    access_class = AccessClass.INTERNAL

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    image = models.ForeignKey(MediaImage, models.CASCADE, null=True, related_name="uses")
    document = models.ForeignKey(MediaDocument, models.CASCADE, null=True, related_name="uses")
    audience = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["image", "audience"]), models.Index(fields=["document", "audience"])]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.image_id or self.document_id} for {self.audience}"

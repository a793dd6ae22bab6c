"""What was imported before, so that importing again changes nothing that has not changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.access.enums import AccessClass
from cms.media.models import MediaDocument


class ImportedItem(models.Model):
    """The page made of one document, or of one folder, of a source.

    `digest` stands for everything that the page was made of; `revision` is the number of the last revision that the
    import made, by which later edits by people are noticed; `awaited` are the keys of documents that the page should
    link to and that have no page yet. `extra` keeps the front matter that no field of the page holds.
    """

    access_class = AccessClass.INTERNAL

    source = models.CharField(_("source"), max_length=120)
    key = models.CharField(_("key in the source"), max_length=600)
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    revision = models.BigIntegerField(null=True)
    awaited = models.JSONField(default=list)
    extra = models.JSONField(default=dict)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="one_item_per_key_of_a_source")]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"


class ImportedFile(models.Model):
    """The document made of one file of a source; `digest` is the SHA-1 of the content that the import gave it."""

    access_class = AccessClass.INTERNAL

    source = models.CharField(_("source"), max_length=120)
    path = models.CharField(_("path in the source"), max_length=600)
    document = models.ForeignKey(MediaDocument, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [models.UniqueConstraint(fields=["source", "path"], name="one_document_per_path_of_a_source")]

    def __str__(self) -> str:
        return f"{self.source}: {self.path}"

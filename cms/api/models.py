"""What is ready to be read: documents, who reads them where, and what they follow from."""

from typing import ClassVar

from django.db import models
from wagtail.models import Page

from cms.access.enums import AccessClass

LONGEST_PATH = 2000


class DeliveryDocument(models.Model):
    """A page as some scopes read it, as JSON in UTF-8: `body` whole, `card` as an entry of a list.

    It holds for as long as the page's `url_path` is the one it was made for, and until the first page that it shows or
    leads to expires. Where there is none that holds, a page is made when it is read: slower, and never wrong.
    """

    access_class = AccessClass.INTERNAL

    page = models.ForeignKey(Page, models.CASCADE, related_name="delivery_documents")
    url_path = models.TextField()
    valid_until = models.DateTimeField(null=True)
    body = models.BinaryField()
    card = models.BinaryField()
    etag = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.url_path


class DeliveryReading(models.Model):
    """A scope (see cms.access.rules.scopes_of) that reads a document, at this path on the scope's own host."""

    access_class = AccessClass.INTERNAL

    document = models.ForeignKey(DeliveryDocument, models.CASCADE, related_name="readings")
    page = models.ForeignKey(Page, models.CASCADE, related_name="delivery_readings")
    scope = models.CharField(max_length=80)
    path = models.CharField(max_length=LONGEST_PATH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "scope"], name="one_reading_per_page_and_scope")]
        indexes: ClassVar = [models.Index(fields=["path", "scope"])]

    def __str__(self) -> str:
        return f"{self.path} for {self.scope}"


class DeliveryDependency(models.Model):
    """Says that the documents of `page` show something of the page `target`, seen or hidden, there or gone.

    `embeds` is for content; otherwise it is only title, address and whether the reader may see it.
    """

    access_class = AccessClass.INTERNAL

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    target = models.BigIntegerField(db_index=True)
    embeds = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.page_id} on {self.target}"


class DeliveryFace(models.Model):
    """What other pages' documents last showed of this page, as a digest."""

    access_class = AccessClass.INTERNAL

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest

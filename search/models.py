"""What search knows: one row for each item, language and distinct text, with the scopes that may read that text."""

from django.db import models
from wagtail.models import Page

from cms.access.enums import AccessClass


class SearchDocument(models.Model):
    """The text of an item as some scopes may read it.

    Scopes that read the same text share a row. `version` grows with every change of the item, so that an index fed in
    any order keeps the newest. A row is written in the transaction that changed the item.
    """

    access_class = AccessClass.INTERNAL

    page = models.ForeignKey(Page, models.CASCADE, related_name="search_documents")
    language = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    headings = models.TextField(blank=True)
    body = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    expires_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return self.title


class SearchDocumentScope(models.Model):
    """A scope (see cms.access.rules.scopes_of) that reads this row."""

    access_class = AccessClass.INTERNAL

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="scopes")
    scope = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "document"], name="one_row_per_scope_and_document")]

    def __str__(self) -> str:
        return self.scope

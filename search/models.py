"""What search knows: one row for each item, language and distinct text, with the scopes that may read that text."""

import time

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.access.enums import AccessClass


class SearchDocument(models.Model):
    """The text of an item as some scopes may read it.

    Scopes that read the same text share a row. `version` grows with every change of the item, so that an index fed in
    any order keeps the newest: it is the key of the SearchChange that told of it. A row is written in the transaction
    that changed the item.
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
    # By label (see search.labels) its values, as filters and facets use them: {"service": ["waste"], ...}.
    labels = models.JSONField(default=dict)
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


class ChangeState(models.TextChoices):
    """Where a change stands."""

    WAITING = "waiting", _("Waiting")
    DEAD = "dead", _("Given up")


class SearchChange(models.Model):
    """A page whose rows have changed and that the search engine has not taken yet.

    Written in the transaction of the change, and removed when the engine has it; it outlives the page. Its key is the
    version of what it tells of: whoever changes a page's rows holds the page's lock, so keys grow as changes do.
    `texts` is how many partners' texts the page had before, which the engine may still hold.
    """

    access_class = AccessClass.EDITORIAL

    page_id = models.BigIntegerField(_("page"), db_index=True)
    texts = models.PositiveIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=ChangeState.choices, default=ChangeState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    last_answer = models.CharField(_("last answer"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("change for the search engine")
        verbose_name_plural = _("changes for the search engine")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.page_id}"


def now_in_milliseconds() -> int:
    """The time as a number."""
    return time.time_ns() // 1_000_000


class SearchGeneration(models.Model):
    """A set of indices in the search engine, one for each base scope and language, with this key in their names.

    The key is a time, so that a database that was restored does not take indices for its own that it knows nothing of.

    While one is being built, changes go to it as well as to the one in use. `position` is the key of the last page
    whose rows are in it, so that a build that was broken off goes on from there. `since` is the key of the newest
    change when it was begun: its rows hold all changes up to that one.
    """

    access_class = AccessClass.INTERNAL

    id = models.BigIntegerField(primary_key=True, default=now_in_milliseconds)
    built = models.BooleanField(default=False)
    position = models.BigIntegerField(default=0)
    since = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk}"

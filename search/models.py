"""What search knows: one row for each item, language and distinct text, with the scopes that may read that text."""

import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.access.enums import AccessClass
from cms.media.models import MediaDocument

from .words import normal

# The trust in what nobody has to look at again.
HALF = 0.5


class SearchDocument(models.Model):
    """The text of an item as some scopes may read it.

    Scopes that read the same text share a row. `version` grows with every change of the item, so that an index fed in
    any order keeps the newest: it is the key of the SearchChange that told of it. A row is written in the transaction
    that changed the item.
    """

    access_class = AccessClass.INTERNAL

    # One of the two, and its number: see search.items.
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="search_documents")
    document = models.ForeignKey(MediaDocument, models.CASCADE, null=True, related_name="search_documents")
    item = models.BigIntegerField(db_index=True)
    language = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    headings = models.TextField(blank=True)
    body = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    # Of each heading its anchor, its text, and where in the body what stands below it begins; see search.sections.
    sections = models.JSONField(default=list)
    # What can be done from here, see BasePage.search_tasks.
    tasks = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    # By label (see search.labels) its values, as filters and facets use them: {"service": ["waste"], ...}.
    labels = models.JSONField(default=dict)
    version = models.BigIntegerField()
    # From 0 to 1: how far the content can be trusted to be of now; see search.boosts.
    trust = models.FloatField(default=HALF)

    def __str__(self) -> str:
        return self.title


class SearchDocumentScope(models.Model):
    """A scope (see cms.access.rules.scopes_of) that reads this row."""

    access_class = AccessClass.INTERNAL

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="scopes")
    scope = models.CharField(max_length=80)
    # From 0 to 1: how often readers of this base scope choose the item; see search.boosts.
    use = models.FloatField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "document"], name="one_row_per_scope_and_document")]

    def __str__(self) -> str:
        return self.scope


class Unread(models.TextChoices):
    """Why a file's text is not known."""

    BROKEN = "broken", _("It is damaged, or another kind of file.")
    ENCRYPTED = "encrypted", _("It is protected by a password.")
    LONG = "long", _("It has more than 1,000 pages.")
    BOMB = "bomb", _("It unpacks to more than is safe to read.")
    SLOW = "slow", _("It took too long to read.")
    GONE = "gone", _("The file is missing.")


class FileText(models.Model):
    """What stands in a document, or why nobody knows. `stored` is the name of the file that was read, for another one
    may have taken its place."""

    access_class = AccessClass.EDITORIAL

    document = models.OneToOneField(MediaDocument, models.CASCADE, primary_key=True, related_name="text")
    stored = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=10, choices=Unread.choices, blank=True)
    asked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.stored


class SearchMeaning(models.Model):
    """What a text means, as the model has it (see search.meaning), by the digest of the text: a text is reckoned once,
    however often it is indexed. `vector` holds its numbers in half precision, one after the other."""

    access_class = AccessClass.INTERNAL

    digest = models.CharField(max_length=32, primary_key=True)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class ChangeState(models.TextChoices):
    """Where a change stands."""

    WAITING = "waiting", _("Waiting")
    DEAD = "dead", _("Given up")


class SearchChange(models.Model):
    """A page or file whose rows have changed and that the search engine has not taken yet.

    Written in the transaction of the change, and removed when the engine has it; it outlives the page. Its key is the
    version of what it tells of: whoever changes a page's rows holds the page's lock, so keys grow as changes do.
    `page_id` is the item's number (see search.items); `texts` is how many partners' texts it had before, which the
    engine may still hold. `generation` is that of which all rows are read after this change, if there is one.
    """

    access_class = AccessClass.EDITORIAL

    page_id = models.BigIntegerField(_("page"), db_index=True)
    texts = models.PositiveIntegerField(default=0)
    generation = models.BigIntegerField(null=True)
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
    whose rows are in it, so that a build that was broken off goes on from there.
    """

    access_class = AccessClass.INTERNAL

    id = models.BigIntegerField(primary_key=True, default=now_in_milliseconds)
    built = models.BooleanField(default=False)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk}"


def languages() -> list[tuple[str, str]]:
    """Those that content is in."""
    return list(settings.LANGUAGES)


def main_language() -> str:
    """That of most of it."""
    return str(settings.LANGUAGE_CODE)


class Said(models.Model):
    """Something that editors tell search; each name in `phrases` is a field of words, kept as queries are compared."""

    access_class = AccessClass.EDITORIAL
    phrases: tuple[str, ...] = ()

    language = models.CharField(_("language"), max_length=20, choices=languages, default=main_language)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuses words of which a query cannot consist."""
        for name in self.phrases:
            text = normal(getattr(self, name) or "")
            if not text:
                raise ValidationError({name: _("Give at least one word.")})
            setattr(self, name, text)
        super().clean()


class Synonym(Said):
    """Who searches for `phrase` finds what says `meaning` as well, and with `both_ways` the other way round."""

    phrases = ("phrase", "meaning")

    phrase = models.CharField(_("words searched for"), max_length=100)
    meaning = models.CharField(_("also find"), max_length=100)
    both_ways = models.BooleanField(
        _("both ways"), default=False, help_text=_("Who searches for the second finds the first as well.")
    )

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["phrase", "meaning"]
        constraints = [
            models.UniqueConstraint(fields=["language", "phrase", "meaning"], name="one_synonym_for_two_phrases")
        ]

    def __str__(self) -> str:
        return f"{self.phrase} → {self.meaning}"

    def clean(self) -> None:
        """Nothing is a synonym of itself."""
        super().clean()
        if self.phrase == self.meaning:
            raise ValidationError({"meaning": _("These are the same words.")})


class PromotionAction(models.TextChoices):
    """What becomes of the page."""

    PIN = "pin", _("Show first")
    EXCLUDE = "exclude", _("Leave out")


class Promotion(Said):
    """Pins a page to the top of the results of a query, or leaves it out of them, for readers who may see it at all."""

    phrases = ("query",)

    query = models.CharField(_("search"), max_length=200)
    page = models.ForeignKey(Page, models.CASCADE, related_name="promotions", verbose_name=_("page"))
    action = models.CharField(
        _("what to do"), max_length=10, choices=PromotionAction.choices, default=PromotionAction.PIN
    )
    place = models.PositiveSmallIntegerField(
        _("place"), default=1, help_text=_("Of several pages shown first, the one with the lowest number leads.")
    )

    class Meta:
        verbose_name = _("page shown first or left out")
        verbose_name_plural = _("pages shown first or left out")
        ordering = ["query", "action", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["language", "query", "page"], name="one_promotion_of_a_page_for_a_query")
        ]

    def __str__(self) -> str:
        return self.query


class BlockedSuggestion(Said):
    """Words that are not suggested: no title that holds them is offered while somebody types."""

    phrases = ("phrase",)

    phrase = models.CharField(_("words"), max_length=100)

    class Meta:
        verbose_name = _("blocked suggestion")
        verbose_name_plural = _("blocked suggestions")
        ordering = ["phrase"]
        constraints = [models.UniqueConstraint(fields=["language", "phrase"], name="one_block_for_a_phrase")]

    def __str__(self) -> str:
        return self.phrase


class SearchEvent(models.Model):
    """A search as somebody made it, without a trace of who: `text` is the query as search.masking leaves it, `scope`
    the base audience that it was made as, `took` in milliseconds."""

    access_class = AccessClass.EDITORIAL

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    text = models.CharField(_("search"), max_length=200)
    scope = models.CharField(_("readers"), max_length=20)
    language = models.CharField(_("language"), max_length=20)
    total = models.PositiveIntegerField(_("results"))
    took = models.PositiveIntegerField(_("milliseconds"))
    engine = models.CharField(_("engine"), max_length=20)
    corrected = models.BooleanField(_("corrected"), default=False)

    class Meta:
        verbose_name = _("search made")
        verbose_name_plural = _("searches made")
        indexes = [models.Index(fields=["text", "scope", "language"], name="search_event_text")]

    def __str__(self) -> str:
        return self.text


class SearchClick(models.Model):
    """A result that somebody chose, and its place among them; nothing says whose search it was."""

    access_class = AccessClass.EDITORIAL

    at = models.DateTimeField(default=timezone.now, db_index=True)
    text = models.CharField(max_length=200)
    scope = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    page_id = models.BigIntegerField()
    rank = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["text", "scope", "language"], name="search_click_text")]

    def __str__(self) -> str:
        return self.text


class SearchGap(models.Model):
    """Something that people search for and do not find, with somebody who sees to it.

    It is closed by the first result that somebody chooses after searching for it, and in no other way.
    """

    access_class = AccessClass.EDITORIAL

    text = models.CharField(_("search"), max_length=200)
    scope = models.CharField(_("readers"), max_length=20)
    language = models.CharField(_("language"), max_length=20)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="search_gaps", verbose_name=_("owner")
    )
    note = models.TextField(_("note"), blank=True, max_length=2000)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    class Meta:
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        ordering = ["closed_at", "-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "scope", "language"],
                condition=models.Q(closed_at=None),
                name="one_open_gap_for_a_search",
            )
        ]

    def __str__(self) -> str:
        return self.text


class SearchWord(models.Model):
    """A word of some text, from which spelling is corrected where the database answers.

    It has a row for each of the widest scopes that read such a text, so that what others read is not even looked at.
    Words are kept for longer than their texts. So a word is offered to nobody unless a text that they may read holds it
    at that moment: see search.backends.spelling.
    """

    access_class = AccessClass.INTERNAL

    language = models.CharField(max_length=20)
    scope = models.CharField(max_length=80)
    beginning = models.CharField(max_length=1)
    length = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=30)

    class Meta:
        indexes = [models.Index(fields=["language", "scope", "beginning", "length"], name="search_word_alike")]
        constraints = [models.UniqueConstraint(fields=["word", "language", "scope"], name="one_row_for_a_word")]

    def __str__(self) -> str:
        return self.word


class SearchLearnt(models.Model):
    """Up to which row of SearchDocument words have been learnt; there is one such row at most."""

    access_class = AccessClass.INTERNAL

    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.position}"

"""Facts as cms.core.inline knows them: what a reader reads in the place of a reference."""

from collections import defaultdict
from typing import Any

from django.utils.html import format_html
from wagtail.models import Locale

from cms.access.audiences import Audiences

from .enums import FactFormat
from .models import Fact
from .words import full, linked


class FactPiece:
    """A fact in all its languages, as far as it is live."""

    def __init__(self, own: Fact, rows: list[Fact]) -> None:
        self.key = key_of(own)
        self.own = own
        self.by_locale = {row.locale_id: row for row in rows if row.live}
        self.first = next(iter(self.by_locale.values()), None)
        # A translation that has not caught up must not show what its source no longer does.
        self.audiences: tuple[Audiences, ...] = tuple(
            frozenset(row.audiences) for row in self.by_locale.values() if row.audiences
        )

    def value(self, locale_id: int) -> Fact | None:
        """The fact in that language, or else in the one that the editor chose, or else as it was first written: where a
        page was translated and the fact was not yet, a draft stands for it."""
        return self.by_locale.get(locale_id) or self.by_locale.get(self.own.locale_id) or self.first

    def html(self, form: str, locale_id: int) -> str | None:
        """Its words within a sentence; None for a table, which needs a block."""
        fact = self.value(locale_id)
        if fact is None or form not in FactKind.forms:
            return None
        words = linked(fact, full(fact) if form == FactFormat.FULL else fact.short)
        if fact.locale_id == locale_id:
            return words
        return format_html('<span lang="{}">{}</span>', fact.locale.language_code, words)


class FactKind:
    """See cms.core.inline.Kind."""

    name = "fact"
    model = Fact
    forms: tuple[str, ...] = (FactFormat.SHORT.value, FactFormat.FULL.value)
    block_forms: tuple[str, ...] = (FactFormat.FULL.value, FactFormat.SHORT.value, FactFormat.TABLE.value)

    def load(self, ids: set[int]) -> dict[int, Any]:
        """One query."""
        keys = Fact.objects.filter(pk__in=ids).values("translation_key")
        mates: dict[Any, list[Fact]] = defaultdict(list)
        for fact in Fact.objects.filter(translation_key__in=keys).select_related("locale").order_by("pk"):
            mates[fact.translation_key].append(fact)
        return {fact.pk: FactPiece(fact, rows) for rows in mates.values() for fact in rows if fact.pk in ids}

    def named(self, name: str) -> tuple[int, str] | None:
        """By its short name; in the first language where it is there in several."""
        facts = Fact.objects.filter(slug=name)
        first = facts.filter(locale=Locale.get_default()).first() or facts.order_by("pk").first()
        return (first.pk, first.name) if first is not None else None


def key_of(fact: Fact) -> str:
    """The surrogate key of a fact in all its languages."""
    return f"fact-{fact.translation_key}"

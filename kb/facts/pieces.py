"""Facts as cms.core.inline knows them: what a reader reads in the place of a reference."""

from collections import defaultdict
from typing import Any

from django.utils.html import format_html

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
        # A translation that has not caught up must not show what its source no longer does.
        self.audiences: tuple[Audiences, ...] = tuple(
            frozenset(row.audiences) for row in self.by_locale.values() if row.audiences
        )

    def value(self, locale_id: int) -> Fact | None:
        """The fact in that language, or else in the one that the editor chose."""
        return self.by_locale.get(locale_id) or self.by_locale.get(self.own.locale_id)

    def html(self, form: str, locale_id: int) -> str | None:
        """Its words within a sentence; None for a table, which needs a block."""
        fact = self.value(locale_id)
        if fact is None or form not in (FactFormat.SHORT, FactFormat.FULL):
            return None
        words = linked(fact, full(fact) if form == FactFormat.FULL else fact.short)
        if fact.locale_id == locale_id:
            return words
        return format_html('<span lang="{}">{}</span>', fact.locale.language_code, words)


class FactKind:
    """See cms.core.inline.Kind."""

    name = "fact"
    model = Fact

    def load(self, ids: set[int]) -> dict[int, Any]:
        """One query."""
        keys = Fact.objects.filter(pk__in=ids).values("translation_key")
        mates: dict[Any, list[Fact]] = defaultdict(list)
        for fact in Fact.objects.filter(translation_key__in=keys).select_related("locale"):
            mates[fact.translation_key].append(fact)
        return {fact.pk: FactPiece(fact, rows) for rows in mates.values() for fact in rows if fact.pk in ids}


def key_of(fact: Fact) -> str:
    """The surrogate key of a fact in all its languages."""
    return f"fact-{fact.translation_key}"

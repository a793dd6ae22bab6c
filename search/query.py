"""The one path from what a reader typed to what they find."""

import time
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Min
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.access.audiences import STAFF
from cms.access.reader import Reader
from cms.access.rules import scopes_of
from cms.core.keeping import kept, kept_large
from cms.core.keys import holds_until

from .alsolooked import also_looked_at
from .backends import Filters, Query, Results, backend
from .hits import Hit, hits_of
from .labels import FOR_STAFF, LABELS, kinds_there_are
from .logbook import searched
from .models import SearchDocument
from .steering import steered, unblocked
from .words import split

LONGEST_QUERY = 500
PER_PAGE = 10
NO_FILTERS = Filters()
Each = TypeVar("Each")


class BadQuery(ValueError):
    """A query that cannot be answered; the text tells the reader why."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a query; raises BadQuery for a text that is too long."""
    if len(text) > LONGEST_QUERY:
        raise BadQuery(_("Your search is too long. Use fewer than %(limit)d characters.") % {"limit": LONGEST_QUERY})
    return split(text)


def check_values(label: str, values: Sequence[str]) -> None:
    """Raises BadQuery for a kind that there is not, and for what nobody can type."""
    if any("\x00" in value for value in values):
        raise BadQuery(_("There is nothing of that name to filter by (“%(name)s”).") % {"name": label})
    if label == "kind" and not kinds_there_are().issuperset(values):
        raise BadQuery(_("There is no such kind of result here."))


def labels_for(request: HttpRequest) -> tuple[str, ...]:
    """The labels that this reader filters and counts by."""
    reader: Any = request.reader  # type: ignore[attr-defined]
    return tuple(name for name in LABELS if name not in FOR_STAFF or STAFF in reader.audiences)


def answered(asked: Query) -> tuple[Query, Results]:
    """The query with what editors told search, and its results. Words that were corrected are steered as they were
    typed, and as if they had been typed right."""
    query = steered(asked)
    results = backend().search(query)
    if not results.corrected:
        return query, results
    right = steered(replace(asked, words=results.corrected))
    meant = replace(
        query,
        words=results.corrected,
        literal=True,
        variants=_joined(query.variants, right.variants),
        pinned=_joined(query.pinned, right.pinned),
        excluded=_joined(query.excluded, right.excluded),
    )
    if replace(meant, words=query.words, literal=query.literal) != query:
        results = replace(backend().search(meant), corrected=results.corrected)
    return meant, results


def _joined(*several: tuple[Each, ...]) -> tuple[Each, ...]:
    return tuple(dict.fromkeys(each for some in several for each in some))


@kept_large
def _shown(asked: Query, position: Hashable, site: Site | None, reader: Reader) -> tuple[Query, Results, Sequence[Hit]]:
    """The query with what editors told search, its results, and those that the reader is shown of them; `position` is
    that of the engine."""
    query, results = answered(asked)
    _hold(results)
    return query, results, hits_of(site, reader, query, results, results.document_ids)


@kept_large
def _counted(query: Query, position: Hashable) -> Results:
    """The results of a query with what editors told search."""
    results = backend().search(query)
    _hold(results)
    return results


def _hold(results: Results) -> None:
    """Says until when results hold. What the database says in the place of an engine holds until that is back."""
    holds_until(timezone.now() if results.away else _next_expiry())


@kept
def _next_expiry() -> Any:
    """The moment from which on something is not found any more, if there is one."""
    now = timezone.now()
    return SearchDocument.objects.filter(expires_at__gt=now).aggregate(first=Min("expires_at"))["first"]


def finds(asked: Query, item: int) -> bool:
    """Whether an item is among the results of a query."""
    _, results = answered(asked)
    return SearchDocument.objects.filter(pk__in=results.document_ids, item=item).exists()


class Found:
    """The results of a query for a reader, in the shape that a paginator takes: it asks for `count` and slices.

    `offset` and `limit` say which of them are asked for together with their number; the others are a question more.
    `facets` names labels of labels_for; `literal` is for words that are meant as they are typed.
    """

    def __init__(
        self,
        request: HttpRequest,
        text: str,
        *,
        offset: int = 0,
        limit: int = PER_PAGE,
        filters: Filters = NO_FILTERS,
        facets: tuple[str, ...] = (),
        literal: bool = False,
    ) -> None:
        self.text = text
        self.words = words_of(text)
        reader: Reader = request.reader  # type: ignore[attr-defined]
        self.site, self.reader = Site.find_for_request(request), reader.nameless
        self.asked = Query(
            self.words,
            scopes_of(reader),
            translation.get_language() or "",
            offset=offset,
            limit=limit,
            filters=filters,
            facets=facets,
            literal=literal,
        )

    @cached_property
    def answer(self) -> tuple[Query, Results, Sequence[Hit]]:
        """See _shown; asked once."""
        began = time.perf_counter()
        answer = self._asked(self.asked)
        if self.words and not self.asked.offset:
            searched(self.text, self.asked, answer[1], time.perf_counter() - began)
        return answer

    def _asked(self, asked: Query) -> tuple[Query, Results, Sequence[Hit]]:
        return _shown(asked, backend().position(), self.site, self.reader)

    @property
    def steered(self) -> Query:
        """The query with what editors told search."""
        return self.answer[0]

    def results(self) -> Results:
        """What the engine said."""
        return self.answer[1]

    def count(self) -> int:
        """How many documents were found."""
        return int(self.results().total)

    def also_looked_at(self, hits: Iterable[Hit]) -> list[Hit]:
        """What others chose who searched for the same, beside these results; only with the first of them."""
        if self.asked.offset:
            return []
        return also_looked_at(self.site, self.reader, self.steered, self.text, [hit.item for hit in hits])

    def counted(self, label: str, filters: Filters) -> tuple[tuple[str, int], ...]:
        """The values of a label with their numbers, among what the same words find with these filters."""
        asked = replace(self.steered, filters=filters, facets=(label,), offset=0, limit=1)
        return tuple(_counted(asked, backend().position()).facets.get(label, ()))

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Hit]:
        offset, limit = part.start or 0, (part.stop or 0) - (part.start or 0)
        here = offset == self.asked.offset and limit <= self.asked.limit
        answer = self.answer if here else self._asked(replace(self.asked, offset=offset, limit=limit))
        return list(answer[2][:limit])


def suggestions(request: HttpRequest, text: str, limit: int = 8) -> tuple[str, ...]:
    """Titles that begin like what the reader types; none for fewer than two letters."""
    words = words_of(text)
    if len("".join(words)) < 2:
        return ()
    reader: Any = request.reader  # type: ignore[attr-defined]
    language = translation.get_language() or ""
    # More than are shown, for some may be blocked.
    found = backend().suggest(Query(words, scopes_of(reader), language, limit=2 * limit))
    return unblocked(found, language)[:limit]

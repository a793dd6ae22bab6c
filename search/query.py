"""The one path from what a reader typed to what they find."""

import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.access.rules import scopes_of
from cms.core.addresses import addresses

from .backends import Query, backend
from .highlight import excerpt
from .models import SearchDocument

LONGEST_QUERY = 500
MOST_WORDS = 24
WORD = re.compile(r"\w+(?:['’]\w+)?")
PER_PAGE = 10


class BadQuery(ValueError):
    """A query that cannot be answered; the text tells the reader why."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result as a template shows it; `summary` is HTML with the words found in <mark>."""

    title: str
    url: str
    summary: SafeString
    kind_label: str
    audience_label: str
    page_id: int


def words_of(text: str) -> tuple[str, ...]:
    """The words of a query; raises BadQuery for a text that is too long."""
    if len(text) > LONGEST_QUERY:
        raise BadQuery(_("Your search is too long. Use fewer than %(limit)d characters.") % {"limit": LONGEST_QUERY})
    return tuple(WORD.findall(text.replace("\x00", " ")))[:MOST_WORDS]


class Found:
    """The results of a query for a reader, in the shape that a paginator takes: it asks for `count` and slices.

    Where no document has all the words, those with any of them are found.
    """

    def __init__(self, request: HttpRequest, text: str) -> None:
        self.request = request
        self.words = words_of(text)
        reader: Any = request.reader  # type: ignore[attr-defined]
        self.base = Query(self.words, scopes_of(reader), translation.get_language() or "")
        self._first: Any = None

    def _run(self, offset: int, limit: int) -> Any:
        everything = Query(self.words, self.base.scopes, self.base.language, offset, limit)
        results = backend().search(everything)
        if results.total or len(self.words) < 2:
            return results
        return backend().search(Query(self.words, self.base.scopes, self.base.language, offset, limit, any_word=True))

    def first(self) -> Any:
        """The first page of results, asked for once."""
        if self._first is None:
            self._first = self._run(0, PER_PAGE)
        return self._first

    def count(self) -> int:
        """How many documents were found."""
        return int(self.first().total)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Hit]:
        offset, limit = part.start or 0, (part.stop or 0) - (part.start or 0)
        results = self.first() if offset == 0 and limit <= PER_PAGE else self._run(offset, limit)
        return self._hits(results.document_ids[:limit])

    def _hits(self, keys: tuple[int, ...]) -> list[Hit]:
        documents = SearchDocument.objects.select_related("page__access__effective").in_bulk(list(keys))
        pages: list[Page] = [documents[key].page for key in keys if key in documents]
        urls = addresses(pages, Site.find_for_request(self.request), self.request.reader)  # type: ignore[attr-defined]
        hits = []
        for key in keys:
            document = documents.get(key)
            if document is not None and document.page_id in urls:
                hits.append(
                    Hit(
                        title=document.title,
                        url=urls[document.page_id],
                        summary=excerpt(document.summary, document.body, self.words),
                        kind_label=kind_label(document.page),
                        audience_label="",
                        page_id=document.page_id,
                    )
                )
        return hits


def kind_label(page: Page) -> str:
    """What a page of this type is called among results."""
    page_type = page.specific_class
    return str(getattr(page_type, "kind_label", apps.get_model("wagtailcore.Page")._meta.verbose_name))


def suggestions(request: HttpRequest, text: str, limit: int = 8) -> tuple[str, ...]:
    """Titles that begin like what the reader types; none for fewer than two letters."""
    words = words_of(text)
    if len("".join(words)) < 2:
        return ()
    reader: Any = request.reader  # type: ignore[attr-defined]
    return backend().suggest(Query(words, scopes_of(reader), translation.get_language() or "", limit=limit))

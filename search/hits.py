"""What was found, as a reader is shown it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString
from wagtail.models import Page, Site

from cms.access.reader import Reader
from cms.access.rules import visible_to
from cms.core.addresses import addresses
from cms.media.models import MediaDocument

from .actions import Action, actions_of
from .backends import Query, Results
from .backends.words import telling
from .highlight import excerpt, marked
from .labels import kind_label
from .models import SearchDocument
from .sections import Section, answering, candidates


@dataclass(frozen=True, slots=True)
class Hit:
    """One result as a template shows it; `summary` is HTML with the words found in <mark>.

    `section` is the heading whose text answers best, to which the address leads; `whole` is the title of what the page
    is a part of; `format` is that of a file. Each may be empty. `item` is the number of search.items.
    """

    title: str
    url: str
    summary: SafeString
    kind: str
    kind_label: str
    audience_label: str
    item: int
    section: str
    whole: str
    format: str
    actions: Sequence[Action]

    @property
    def name(self) -> str:
        """What the link to it says."""
        return " › ".join(piece for piece in (self.whole, self.title, self.section) if piece)


def readable(query: Query) -> "QuerySet[SearchDocument]":
    """The rows that the query's scopes read at this moment."""
    return SearchDocument.objects.filter(scopes__scope__in=query.scopes, language=query.language)


def hits_of(request: HttpRequest, query: Query, results: Results, keys: Sequence[int]) -> list[Hit]:
    """Some of the results of a steered query, by the keys of their rows.

    Whatever the engine says, a reader is shown rows that the table has for them at this moment.
    """
    unread = ["headings", "keywords", *(["body"] if results.excerpts.keys() >= set(keys) else [])]
    owners = "page__access__effective", "document"
    rows = readable(query).defer(*unread).select_related(*owners).in_bulk(list(keys))
    words = results.corrected or query.words
    reader: Any = request.reader  # type: ignore[attr-defined]
    found = [rows[key] for key in keys if key in rows]
    pages = [row.page for row in found if row.page]
    site = Site.find_for_request(request)
    urls = addresses(pages, site, reader)
    sections = _sections(found, [telling(saying, query.language) for saying in (words, *query.variants)])
    wholes = wholes_of(pages, reader)
    actions = actions_of(found, site, reader)
    hits = []
    for row in found:
        section = sections.get(row.pk)
        url = row.document.url if row.document else urls.get(row.item)
        if url is None:
            continue
        item_type: Any = type(row.document) if row.document else row.page and row.page.specific_class
        hits.append(
            Hit(
                title=row.title,
                url=url + (f"#{section.anchor}" if section else ""),
                summary=_summary(row, section, results, words),
                kind=item_type._meta.label,
                kind_label=kind_label(item_type),
                audience_label="",
                item=row.item,
                section=section.title if section else "",
                whole=wholes.get(row.item, ""),
                format=_format(row.document) if row.document else "",
                actions=actions.get(row.pk, ()),
            )
        )
    return hits


def hits_of_items(request: HttpRequest, query: Query, items: Sequence[int]) -> list[Hit]:
    """Items by their numbers, as far as one of the query's scopes reads them, without regard to what was asked."""
    rows = readable(query).filter(item__in=items)
    by_item = dict(rows.order_by("-pk").values_list("item", "pk"))
    plain = replace(query, words=(), variants=())
    return hits_of(request, plain, Results((), 0), [by_item[item] for item in items if item in by_item])


def _format(document: MediaDocument) -> str:
    """What is downloaded: `PDF, 1.2 MB`."""
    ending = document.filename.rsplit(".", 1)[-1].upper()
    return f"{ending}, {filesizeformat(document.file_size)}" if document.file_size else ending


def _sections(documents: Sequence[SearchDocument], sayings: Sequence[Sequence[str]]) -> dict[int, Section]:
    """By key of a document the section that answers better than the whole; one query for all of them."""
    likely = candidates(documents, sayings)
    keys = [document.pk for document in likely]
    bodies = dict(SearchDocument.objects.filter(pk__in=keys).values_list("pk", "body")) if keys else {}
    found = {document.pk: answering(document, bodies.get(document.pk, ""), sayings) for document in likely}
    return {key: section for key, section in found.items() if section}


def _summary(document: SearchDocument, section: Section | None, results: Results, words: tuple[str, ...]) -> SafeString:
    if section:
        return excerpt("", section.text, words)
    if document.pk in results.excerpts:
        return marked(results.excerpts[document.pk])
    return excerpt(document.summary, document.body, words)


def wholes_of(pages: Iterable[Page], reader: Reader) -> dict[int, str]:
    """By key of a page that is a part of the one above it the title of that, where the reader may see it: one query."""
    above = {page.pk: page.path[: -Page.steplen] for page in pages if getattr(page.specific_class, "is_part", False)}
    if not above:
        return {}
    seen = visible_to(Page.objects.filter(path__in=set(above.values())), reader)
    titles = dict(seen.values_list("path", "title"))
    return {key: titles[path] for key, path in above.items() if path in titles}

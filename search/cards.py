"""What a result says whatever was asked: worked out once for each state of the content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from wagtail.models import Page, Site

from cms.access.prepared import Prepared
from cms.access.reader import Reader
from cms.access.rules import visible_to
from cms.core.addresses import addresses
from cms.core.keeping import kept_for_each
from cms.media.models import MediaDocument

from .actions import Action, actions_of
from .labels import kind_label
from .models import SearchDocument

ROWS = Prepared()


@dataclass(frozen=True, slots=True)
class Card:
    """A row as a reader may see it, without its text.

    `whole` is the title of what the page is a part of; `format` is that of a file. Each may be empty. `item` is the
    number of search.items; `sections` are those of SearchDocument.
    """

    key: int
    item: int
    title: str
    summary: str
    url: str
    kind: str
    kind_label: str
    whole: str
    format: str
    actions: Sequence[Action]
    sections: Sequence[tuple[str, str, int]]


def readable(scopes: tuple[str, ...], language: str) -> "QuerySet[SearchDocument]":
    """The rows that one of the scopes reads at this moment."""
    return SearchDocument.objects.filter(scopes__scope__in=scopes, language=language)


@kept_for_each
def cards_of(
    keys: Sequence[int], scopes: tuple[str, ...], language: str, site: Site | None, reader: Reader
) -> Mapping[int, Card]:
    """By key of a row its card; none for a row that is gone, or is not for these scopes any more, or has no address."""
    rows = _rows(keys, scopes, language)
    pages = [row.page for row in rows if row.page]
    urls = addresses(pages, site, reader)
    wholes = wholes_of(pages, reader)
    actions = actions_of(rows, site, reader)
    found = {}
    for row in rows:
        url = row.document.url if row.document else urls.get(row.item)
        if url is None:
            continue
        item_type: Any = type(row.document) if row.document else row.page and row.page.specific_class
        found[row.pk] = Card(
            key=row.pk,
            item=row.item,
            title=row.title,
            summary=row.summary,
            url=url,
            kind=item_type._meta.label,
            kind_label=kind_label(item_type),
            whole=wholes.get(row.item, ""),
            format=_format(row.document) if row.document else "",
            actions=actions.get(row.pk, ()),
            sections=row.sections,
        )
    return found


def _rows(keys: Sequence[int], scopes: tuple[str, ...], language: str) -> list[SearchDocument]:
    """Those of the rows that there are for these scopes, without their long texts, with what they are rows of."""
    markers = [-place for place, _ in enumerate(keys, start=1)]
    named = tuple(f"\ue000{place}" for place, _ in enumerate(scopes))

    def build() -> "QuerySet[SearchDocument]":
        rows = readable(named, "\ue000language").filter(pk__in=markers)
        return rows.defer("headings", "keywords", "body").select_related("page__access__effective", "document")

    values: dict[Any, Any] = dict(zip((*markers, *named), (*keys, *scopes), strict=True))
    rows = ROWS.objects((len(keys), len(scopes)), build, {**values, "\ue000language": language})
    # Several of the scopes may read one.
    return list({row.pk: row for row in rows}.values())


def _format(document: MediaDocument) -> str:
    """What is downloaded: `PDF, 1.2 MB`."""
    ending = document.filename.rsplit(".", 1)[-1].upper()
    return f"{ending}, {filesizeformat(document.file_size)}" if document.file_size else ending


def wholes_of(pages: Iterable[Page], reader: Reader) -> dict[int, str]:
    """By key of a page that is a part of the one above it the title of that, where the reader may see it: one query."""
    above = {page.pk: page.path[: -Page.steplen] for page in pages if getattr(page.specific_class, "is_part", False)}
    if not above:
        return {}
    seen = visible_to(Page.objects.filter(path__in=set(above.values())), reader)
    titles = dict(seen.values_list("path", "title"))
    return {key: titles[path] for key, path in above.items() if path in titles}

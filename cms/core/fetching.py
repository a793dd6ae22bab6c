"""The pages that most requests ask for, with SQL that is kept."""

from typing import TYPE_CHECKING, Any

from django.db.models import Model
from wagtail.models import Page

from cms.access.prepared import Prepared
from cms.access.reader import Reader
from cms.access.rules import page_rule

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGES = Prepared()
# A number that is no page's; see cms.access.prepared.
MARKER = -(2**63 - 1)


def pages_at(paths: list[str], reader: Reader) -> list[Page]:
    """Those of the pages at these paths of the tree that the reader may see, the highest first; one query.

    Each carries what `cms.access.rules.effective_of` asks for, as those from `visible_to` do.
    """
    # Paths of many lengths are asked for with few queries.
    wanted = paths + paths[:1] * ((1 << (len(paths) - 1).bit_length()) - len(paths))
    markers = [f"\x00{position}" for position in range(len(wanted))]

    def build() -> "QuerySet[Any, Any]":
        pages = Page.objects.filter(page_rule(reader), url_path__in=markers).order_by("depth")
        rows: QuerySet[Any, Any] = pages.values_list(*_columns(Page), "access__effective__text")
        return rows

    found = []
    for row in PAGES.rows((len(wanted), reader.audiences), build, dict(zip(markers, wanted, strict=True))):
        page: Page = Page.from_db("default", _columns(Page), row[:-1])
        page.effective_text = row[-1]
        found.append(page)
    return found


def specific_of(page: Page) -> Page | None:
    """A page from `pages_at` with all the fields of its type; None if it was deleted meanwhile. One query."""
    page_type = page.specific_class
    if page_type is None or isinstance(page, page_type):
        return page

    def build() -> "QuerySet[Any, Any]":
        rows: QuerySet[Any, Any] = page_type._base_manager.filter(pk=MARKER).values_list(*_columns(page_type))
        return rows

    for row in PAGES.rows(page_type, build, {MARKER: page.pk}):
        specific: Page = page_type.from_db("default", _columns(page_type), row)
        specific.effective_text = page.effective_text
        return specific
    return None


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]

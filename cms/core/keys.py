"""Surrogate keys: short words for what an answer shows, by which whatever keeps the answer learns that it is stale.

`page-12` is the page itself, as the answer's own or as a link with its title; `below-12` the list of pages below it;
`kind-website-newspage` all pages of a type; `mates-…` the translations of a page; `pages` every page there is; `alerts`
all alert banners. Apps above add words of their own. `everything` is shown by every answer.

What shows content says so with `shows` and its kin, which cost nothing unless somebody collects.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

EVERYTHING = "everything"
PAGES = "pages"
# A change of more pages than these is one of everything: shorter to say, and quicker to obey.
MOST_PAGES = 200


@dataclass(slots=True)
class Shown:
    """What an answer shows: its keys, and the moment at which it changes by itself, if that is known.

    `parameters` are the names of those in the query that it depends on.
    """

    keys: set[str] = field(default_factory=set)
    until: datetime | None = None
    parameters: set[str] = field(default_factory=set)


_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)


@contextmanager
def collecting() -> Iterator[Shown]:
    """Notes what is shown until the block ends."""
    shown = Shown()
    token = _shown.set(shown)
    try:
        yield shown
    finally:
        _shown.reset(token)


def is_collecting() -> bool:
    """Whether somebody notes what the answer being made shows."""
    return _shown.get() is not None


def shows(*keys: str) -> None:
    """Says that the answer being made depends on what these keys stand for."""
    shown = _shown.get()
    if shown is not None:
        shown.keys.update(keys)


def shows_pages(pages: Iterable[Page]) -> None:
    """Says that the answer shows something of each page, until the page expires."""
    shown = _shown.get()
    if shown is not None:
        for page in pages:
            shown.keys.add(page_key(page.pk))
            holds_until(page.expire_at)


def holds_until(moment: datetime | None) -> None:
    """Says that the answer being made reads differently from that moment on."""
    shown = _shown.get()
    if shown is not None and moment is not None and (shown.until is None or moment < shown.until):
        shown.until = moment


def reads(parameter: str) -> None:
    """Says that the answer being made depends on a query parameter that has few valid values."""
    shown = _shown.get()
    if shown is not None:
        shown.parameters.add(parameter)


def page_key(page_id: int) -> str:
    """A page."""
    return f"page-{page_id}"


def below_key(page_id: int) -> str:
    """The list of pages directly below a page."""
    return f"below-{page_id}"


def kind_key(model: type[Model]) -> str:
    """All pages of a type."""
    return f"kind-{model._meta.app_label}-{model._meta.model_name}"


def mates_key(translation_key: Any) -> str:
    """The translations of a page."""
    return f"mates-{translation_key}"


def keys_of(page_ids: Iterable[int], *, with_branches: bool = False) -> frozenset[str]:
    """All keys under which these pages are shown, live or not; `everything` for a great many.

    `with_branches` adds the pages below them, whose addresses and breadcrumbs follow from them. Two queries, or three.
    """
    ids = set(page_ids)
    if len(ids) > MOST_PAGES:
        return frozenset({EVERYTHING})
    keys = {PAGES} if ids else set()
    parents: set[str] = set()
    columns = ("pk", "path", "content_type_id", "translation_key", "numchild")
    for pk, path, content_type, translation_key, children in Page.objects.filter(pk__in=ids).values_list(*columns):
        keys |= {page_key(pk), below_key(pk), mates_key(translation_key)}
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            keys.add(kind_key(model))
        parents.add(path[: -Page.steplen])
        if with_branches and children:
            below = Page.objects.filter(path__startswith=path, live=True).values_list("pk", flat=True)
            ids.update(below[: MOST_PAGES + 1])
            if len(ids) > MOST_PAGES:
                return frozenset({EVERYTHING})
    keys.update(page_key(pk) for pk in ids)
    keys.update(below_key(pk) for pk in Page.objects.filter(path__in=parents).values_list("pk", flat=True))
    return frozenset(keys)

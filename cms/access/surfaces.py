"""How each address guards what it answers.

A view says it with the decorator `guarded_by`, or a class-based view with the attribute `surface`; addresses of other
people's apps say it by prefix. A system check refuses an address that says nothing.
"""

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from typing import Any, TypeVar

from django.db import transaction
from django.urls import URLPattern, URLResolver

View = TypeVar("View", bound=Callable[..., Any])


class Surface(StrEnum):
    """READER: cut to what the request's reader may see. EDITOR: Wagtail's own rights of editors and the explorer's
    limits. LINK: one draft, for whoever holds its address. FILE: by the pages that show the file. OPEN: shows no
    content of the council's at all."""

    READER = "reader"
    EDITOR = "editor"
    LINK = "link"
    FILE = "file"
    OPEN = "open"


PREFIXES: dict[str, Surface] = {}


def guarded_by(surface: Surface) -> Callable[[View], View]:
    """Marks a view function. It runs without a transaction of its own, for it reads, or its service opens one: SQLite
    would otherwise let one reader in at a time."""

    def mark(view: View) -> View:
        view.surface = surface  # type: ignore[attr-defined]
        return transaction.non_atomic_requests(view)

    return mark


def may_be_shared(view: View, never_with: Collection[str] = ()) -> View:
    """Marks a view function whose answer to an anonymous reader is the same for all of them: it may be made once.

    It depends on nothing but the address, the query parameters that are said by `cms.core.keys.reads`, and what is said
    by `shows` there. Answers to requests with a parameter of `never_with` are not kept, and nobody waits for another's.
    """
    view.may_be_shared = True  # type: ignore[attr-defined]
    view.never_shared_with = never_with  # type: ignore[attr-defined]
    return view


def declare_prefix(prefix: str, surface: Surface) -> None:
    """Says it for all addresses that begin with the prefix."""
    PREFIXES[prefix] = surface


def routes(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Each address pattern of a URL configuration with its view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def surface_of(route: str, view: Callable[..., Any]) -> Surface | None:
    """The declared surface, or None."""
    declared = getattr(view, "surface", None) or getattr(getattr(view, "view_class", None), "surface", None)
    if declared is not None:
        return Surface(declared)
    return next((surface for prefix, surface in PREFIXES.items() if route.startswith(prefix)), None)

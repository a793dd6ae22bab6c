"""Where pages are found."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from wagtail.models import Page, Site

from cms.access.memory import once
from cms.access.reader import Reader

from . import keys

# The language in which somebody goes through a site.
reading_language: ContextVar[str] = ContextVar("reading_language", default="")


@contextmanager
def read_in(language_code: str) -> Iterator[None]:
    """Who reads a site in another language stays in it: for them its main tree begins with that language's prefix.

    What stands at such an address is for `cms.core.views` to say: the translation, or the page itself with a notice.
    """
    token = reading_language.set(language_code)
    try:
        yield
    finally:
        reading_language.reset(token)


def addresses(pages: Iterable[Page], site: Site | None, reader: Reader | None = None) -> dict[int, str]:
    """The address of each page by its primary key, as seen from a site.

    On that site itself the address begins with a slash, elsewhere with the scheme; without a site (None) it is always
    whole. Pages that no site shows are left out, and for a reader, who is known to see the pages themselves, those
    at whose address they would find nothing. The number of queries does not depend on the number of pages.
    """
    by_type: dict[type[Page], list[Page]] = {}
    for page in pages:
        by_type.setdefault(page.specific_class or Page, []).append(page)
    found: dict[int, str] = {}
    for page_type, group in by_type.items():
        finder = getattr(page_type, "addresses_of", tree_addresses)
        found.update(finder(group, site, reader))
    return found


def tree_addresses(pages: Iterable[Page], site: Site | None, reader: Reader | None = None) -> dict[int, str]:
    """The addresses of pages that stand under a site's own home page; whoever sees such a page finds it there."""
    roots = site_roots()
    found = {}
    listed = list(pages)
    keys.shows_pages(listed)
    for page in listed:
        for root in roots:
            if page.url_path.startswith(root.root_path):
                here = site is not None and root.site_id == site.pk
                language = root.language_code
                if here and language == settings.LANGUAGE_CODE:
                    language = reading_language.get()
                path = language_prefix(language) + page.url_path[len(root.root_path) :]
                found[page.pk] = path if here else root.root_url + path
                break
    return found


@once
def site_roots() -> list[Any]:
    """Wagtail's root paths of all sites."""
    roots: list[Any] = Site.get_site_root_paths()
    return roots


def language_prefix(language_code: str | None) -> str:
    """`/` for the main language, `/cy/` for Welsh."""
    if not language_code or language_code == settings.LANGUAGE_CODE:
        return "/"
    return f"/{language_code}/"


def language_of(path: str) -> str:
    """The language that an address says: `/cy/…` is Welsh."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def address(page: Page, site: Site | None, reader: Reader | None = None) -> str:
    """One page's address, or nothing."""
    return addresses([page], site, reader).get(page.pk, "")

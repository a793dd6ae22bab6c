"""Pages as readers see them, with the HTML of their bodies as it was made when they were published."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page, Site

from cms.access.reader import Reader
from cms.media.rules import admits

from . import keys
from .reading import for_reader, without_hidden_files
from .walking import stream_fields

# Apps above say what HTML there is of a page's streams for a reader on the page's site, by the names of the fields:
# that of the main language, and of this very moment.
READY: list[Callable[[Page, Reader], dict[str, str]]] = []


class ReadyStream:
    """A stream in a template: `include_block` shows what was made when publishing; for whatever looks at its blocks the
    page is cut for its reader."""

    def __init__(self, html: str, cut: Callable[[], Page], name: str) -> None:
        self.html, self._cut, self._name = html, cut, name

    def render_as_block(self, context: Any = None) -> SafeString:
        """As Wagtail's streams do; a stream that was not made is rendered."""
        return SafeString(self.html) if self.html else self._stream().render_as_block(context)

    def __bool__(self) -> bool:
        return bool(self.html) or bool(self._stream())

    def __len__(self) -> int:
        return len(self._stream())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._stream())

    def __getitem__(self, index: Any) -> Any:
        return self._stream()[index]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream(), name)

    def _stream(self) -> Any:
        return getattr(self._cut(), self._name)


def shown_to(page: Page, reader: Reader, site: Site | None) -> Page:
    """What `for_reader` returns, but that the streams of the copy are ready where there is HTML for them.

    Not where an answer is made for many readers: that has to know all that it shows.
    """
    in_main_language = site is not None and page.locale_id == site.root_page.locale_id
    plain = in_main_language and get_language() == settings.LANGUAGE_CODE and not getattr(page, "content_language", "")
    html: dict[str, str] = {}
    if plain and not keys.is_collecting():
        html = next((found for ready in READY if (found := ready(page, reader))), {})
    if not any(html.values()):
        return for_reader(page, reader, site)
    cut = functools.cache(lambda: for_reader(page, reader, site))
    shown = without_hidden_files(page, lambda file: admits(reader, file))
    for field in stream_fields(page):
        # Past the field's own setter, which would take it for a list of blocks.
        vars(shown)[field.name] = ReadyStream(html.get(field.name, ""), cut, field.name)
    return shown

"""Which page of the demo council stands where, for whom: `write` writes it as JSON.

Runs in the settings of a demo server. The file holds a list of objects with `type` (such as `kb.ArticlePage`), `host`
(such as `website`), `reader` (a demo sign-in, empty for nobody), `key` (the primary key), `title`, `path` (the address
on that host) and `blocks` (the types of the blocks shown).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict

from wagtail.models import Page, Site

from cms.access.demo import MEMBERS
from cms.access.reader import reader_with
from cms.access.rules import visible_to
from cms.core.addresses import addresses
from cms.core.reading import for_reader
from cms.core.walking import stream_fields

# Whose eyes each site is read with.
READERS = {"website": ("", "resident.a"), "intranet": ("staff", "agent"), "extranet": ("partner.x", "partner.y")}


class Place(TypedDict):
    """A page as one reader finds it on one host."""

    type: str
    host: str
    reader: str
    key: int
    title: str
    path: str
    blocks: list[str]


def places() -> Iterator[Place]:
    """Every page that each of the readers may see, on each site that shows it."""
    for site in Site.objects.select_related("profile"):
        host = site.profile.host
        for name in READERS[host]:
            reader = reader_with(MEMBERS.get(name, ()), host)
            pages = list(visible_to(Page.objects.filter(depth__gt=1), reader).specific().order_by("path"))
            found = addresses(pages, site)
            for page in pages:
                # An address with a scheme is on another site.
                if found.get(page.pk, "").startswith("/"):
                    yield {
                        "type": page._meta.label,
                        "host": host,
                        "reader": name,
                        "key": page.pk,
                        "title": page.title,
                        "path": found[page.pk],
                        "blocks": sorted(block_types(for_reader(page, reader, site))),
                    }


def block_types(page: Any) -> set[str]:
    """The types of all blocks in the page's bodies."""
    return {name for field in stream_fields(page) for name in _inside(getattr(page, field.name))}


def _inside(value: Any) -> Iterator[str]:
    for child in value:
        yield child.block_type
        content = child.value.get("content") if hasattr(child.value, "get") else None
        if content:
            yield from _inside(content)


def write(file: str) -> None:
    """Write the places to a file."""
    Path(file).write_text(json.dumps(list(places())), encoding="utf-8")

"""Fills the website with the pages of a file: `python -m bench.inside.fill PAGES.json HOST`."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """Makes the site, and each page below its section."""
    django.setup()
    from cms.core.branches import ensure_branches
    from cms.website.pages import ContentPage

    file, hostname = sys.argv[1:]
    home = ensure_branches({"website": hostname}, port=8000, council="Northmere Council")["website"]
    made: dict[str, ContentPage] = {}
    for data in json.loads(Path(file).read_text(encoding="utf-8")):
        page = ContentPage(
            title=data["title"],
            slug=data["slug"],
            summary=data["summary"],
            body=body(data["body"], made),
            show_in_menus=not data["section"],
        )
        (made[data["section"]] if data["section"] else home).add_child(instance=page)
        made[data["slug"]] = page


def body(source: list[str], made: dict[str, Any]) -> list[tuple[str, Any]]:
    """The blocks of a body."""

    def link(match: re.Match[str]) -> str:
        target = made[match[1]]
        return f'<a linktype="page" id="{target.pk}">{target.title}</a>'

    blocks: list[tuple[str, Any]] = []
    for heading, text in zip(source[::2], source[1::2], strict=True):
        blocks += [("heading", {"level": "h2", "text": heading}), ("text", re.sub(r"\[\[(.+?)\]\]", link, text))]
    return blocks


if __name__ == "__main__":
    main()

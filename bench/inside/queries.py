"""Counts queries in growing trees: `python -m bench.inside.queries SIZE ...` prints JSON, in its last line."""

import json
import logging
import sys
import tempfile
from collections.abc import Iterator
from typing import Any

import django

ITEMS = 2
IN_A_GROUP = 100


def main() -> None:
    """Builds the council of the tests, and more and more pages around it."""
    django.setup()
    logging.disable(logging.WARNING)
    from django.core.management import call_command
    from django.test import override_settings

    from search.services import rebuild
    from tests.council import Council
    from tests.test_query_counts import by_name, counts

    call_command("migrate", verbosity=0)
    found: dict[str, list[dict[str, int]]] = {}
    with tempfile.TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media):
        council = Council()
        council.grow(ITEMS)
        more = groups(council)
        for size in sys.argv[1:]:
            grow(council, more, int(size))
            rebuild()
            for name, count in by_name(counts(council, everybody=True)).items():
                found.setdefault(name, []).append(count)
    print(json.dumps(found))


def grow(council: Any, more: Iterator[int], size: int) -> None:
    """Adds pages until the tree has that many."""
    from wagtail.models import Page

    number = Page.objects.count()
    while number < size:
        number += next(more)


def groups(council: Any) -> Iterator[int]:
    """Adds one page after the other without end, and says how many: on all sites, in groups of a hundred."""
    from cms.website.pages import ContentPage
    from cms.website.service_pages import ServicePage
    from kb.models import ArticlePage, SectionPage
    from tests.council import add

    group = 0
    while True:
        group += 1
        service = add(council.landing, ServicePage, f"group-{group}")
        section = add(council.branches["knowledge-base"], SectionPage, f"group-{group}")
        yield 2
        for number in range(IN_A_GROUP):
            slug = f"filler-{group}-{number}"
            if number % 4 == 0:
                add(section, ArticlePage, slug, summary=f"Filler {number}")
            elif number % 10 == 1:
                content = council.contents[1 + group % 2]
                add(content, type(content), slug, summary=f"Filler {number}")
            else:
                add(service, ContentPage, slug, summary=f"Filler {number}")
            yield 1


if __name__ == "__main__":
    main()

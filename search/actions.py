"""What can be done from a result: apply, book, pay, report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, Site

from cms.access.reader import Reader
from cms.access.rules import visible_to
from cms.core.addresses import addresses
from cms.website.tasks import kind_of

from .models import SearchDocument

# So many of one result are offered.
MOST = 4


@dataclass(frozen=True, slots=True)
class Action:
    """A task: `kind` is one of cms.website.tasks."""

    kind: str
    label: str
    url: str


def actions_of(rows: Iterable[SearchDocument], site: Site | None, reader: Reader) -> dict[int, list[Action]]:
    """By key of a row what the reader can do from there; tasks on pages that the reader may not see are left out.

    As many queries for many rows as for one, and none where nothing can be done.
    """
    tasks: dict[int, list[dict[str, Any]]] = {row.pk: row.tasks for row in rows if row.tasks}
    keys = {task["page"] for each in tasks.values() for task in each if task["page"]}
    pages = list(visible_to(Page.objects.filter(pk__in=keys), reader)) if keys else []
    urls = addresses(pages, site, reader)
    titles = {page.pk: page.title for page in pages}
    found: dict[int, list[Action]] = {}
    for key, listed in tasks.items():
        offered = [
            (task["label"] or titles.get(task["page"], ""), urls.get(task["page"], "") or task["address"])
            for task in listed
        ]
        found[key] = [Action(kind_of(label).value, label, url) for label, url in offered if label and url][:MOST]
    return found

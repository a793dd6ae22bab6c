"""What follows from a page that names facts, and from a fact that changes."""

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry

from cms.access.effective import in_chunks
from cms.core.keys import keys_of
from cms.core.models import BasePage
from cms.core.signals import content_changed
from cms.core.walking import references

from .models import Fact, FactUse
from .pieces import key_of
from .selectors import pages_showing

CHANGED = "frontdoor.fact"


def record_uses(page: BasePage) -> None:
    """Notes which facts the page's saved version names; one query where there are none and never were.

    It waits for whoever is changing one of these facts, and keeps them from it until the page has been saved: so either
    this page is made with the new words, or that change finds it among the pages that show the fact.
    """
    named = {one.id for one in references(page) if one.kind == "fact"}
    noted = dict(FactUse.objects.filter(page_id=page.pk).values_list("fact_id", "pk"))
    if named:
        named = set(Fact.objects.select_for_update().filter(pk__in=named).order_by("pk").values_list("pk", flat=True))
    gone = [key for fact, key in noted.items() if fact not in named]
    if gone:
        FactUse.objects.filter(pk__in=gone).delete()
    FactUse.objects.bulk_create([FactUse(page_id=page.pk, fact_id=key) for key in sorted(named - set(noted))])


def said_by(fact: Fact | None) -> tuple[Any, ...] | None:
    """What readers may get to see of a fact; None while it is not live."""
    if fact is None or not fact.live:
        return None
    return (fact.name, fact.kind, fact.short, fact.full, fact.rows, sorted(fact.audiences))


def fact_changed(fact: Fact, before: Fact | None, *, deleted: bool = False) -> None:
    """Tells whoever keeps something made of the pages that show the fact, and the history of each of these pages.

    As many queries for many pages as for few, but for what listeners do.
    """
    after = None if deleted else fact
    if said_by(before) == said_by(after):
        return
    showing = set(pages_showing(fact).filter(live=True).values_list("pk", flat=True))
    _write_history(fact, before, after, showing)
    keys = keys_of(showing) | {key_of(fact)}
    content_changed.send(sender=Fact, kind="fact", page_ids=showing, keys=keys)


def _write_history(fact: Fact, before: Fact | None, after: Fact | None, showing: set[int]) -> None:
    context = get_active_log_context()
    # Who works on the page need not be one of those for whom the fact is.
    hidden = any(each.audiences for each in (before, after) if each is not None)
    old, new = (each.short if each is not None and each.live else "" for each in (before, after))
    data = {"fact": fact.pk, "name": fact.name, "old": "" if hidden else old, "new": "" if hidden else new}
    data["unpublished"] = after is None or not after.live
    now = timezone.now()
    types = ContentType.objects.in_bulk()
    for chunk in in_chunks(sorted(showing)):
        pages = Page.objects.filter(pk__in=chunk).values_list("pk", "draft_title", "content_type_id")
        PageLogEntry.objects.bulk_create(
            PageLogEntry(
                page_id=key,
                content_type=types[content_type],
                label=title,
                action=CHANGED,
                data=data,
                timestamp=now,
                # Not the request's: a history shows the last entry of each, and so one page's only.
                uuid=uuid.uuid4(),
                user=context.user,
                content_changed=True,
            )
            for key, title, content_type in pages
        )

"""How far items are trusted and how often they are chosen, which counts a little in their favour."""

import datetime
import math
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from wagtail.models import get_page_models

from cms.core.models import BasePage

from . import services
from .changes import versioned
from .logbook import scope_of
from .models import SearchClick, SearchDocument, SearchDocumentScope
from .trust import trust_of

# Clicks within this time count.
LATELY = datetime.timedelta(days=90)
EVERY = 3600  # seconds
TOGETHER = 200
# Use has so many steps, each for about four times the clicks of the one before, so that items seldom change.
STEPS = 4

_done: list[float] = []


def use_of(clicks: int) -> float:
    """From 0 to 1: a quarter for 3 clicks, a half for 15, all for 255 and more."""
    return min(STEPS, int(math.log2(1 + clicks) / 2)) / STEPS


def now_and_then() -> None:
    """What the clock does, once an hour."""
    if not _done or time.monotonic() - _done[-1] >= EVERY:
        _done[:] = [time.monotonic()]
        refresh()


def refresh() -> None:
    """Reckons trust and use anew, and writes those that have changed."""
    _write_trust(_trust())
    _write_use(_use())


def _trust() -> dict[int, float]:
    """Of each page."""
    found: dict[int, float] = {}
    for model in get_page_models():
        if issubclass(model, BasePage):
            rows = model.objects.filter(live=True).values_list("pk", "review_date", "last_verified_at")
            found.update((key, trust_of(due, verified)) for key, due, verified in rows.iterator())
    return found


def _write_trust(wanted: Mapping[int, float]) -> None:
    changed: dict[float, set[int]] = defaultdict(set)
    rows = SearchDocument.objects.filter(page__isnull=False).values_list("item", "trust")
    for item, trust in rows.iterator():
        if wanted.get(item, trust) != trust:
            changed[wanted[item]].add(item)
    for trust, items in changed.items():
        for some in _portions(items):
            with transaction.atomic():
                services.noted(some)
                SearchDocument.objects.filter(item__in=some).update(trust=trust)
                versioned(some)


def _use() -> dict[tuple[int, str], float]:
    """Of each item for each base scope, but where it is nothing."""
    clicks = SearchClick.objects.filter(at__gte=timezone.now() - LATELY)
    counted = clicks.values_list("page_id", "scope").annotate(number=Count("pk")).order_by()
    return {(item, scope): use_of(number) for item, scope, number in counted if use_of(number)}


def _write_use(wanted: Mapping[tuple[int, str], float]) -> None:
    """Each scope's row says how often readers of its base scope choose the item."""
    items = {item for item, _ in wanted}
    items |= set(SearchDocumentScope.objects.filter(use__gt=0).values_list("document__item", flat=True))
    for some in _portions(items):
        rows = list(SearchDocumentScope.objects.filter(document__item__in=some).select_related("document"))
        differing = []
        for row in rows:
            use = wanted.get((row.document.item, scope_of((row.scope,))), 0.0)
            if row.use != use:
                row.use = use
                differing.append(row)
        if differing:
            told = {row.document.item for row in differing}
            with transaction.atomic():
                services.noted(told)
                SearchDocumentScope.objects.bulk_update(differing, ["use"])
                versioned(told)


def _portions(items: Collection[int]) -> Iterable[set[int]]:
    ordered = sorted(items)
    for start in range(0, len(ordered), TOGETHER):
        yield set(ordered[start : start + TOGETHER])

"""What others who searched for the same looked at."""

import datetime
from collections.abc import Collection

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from .backends import Query
from .hits import Hit, hits_of_items, readable
from .logbook import scope_of
from .masking import masked
from .models import SearchClick

# So many are shown, of those that were looked at so often: one reader's steps are no news to another.
MOST, LEAST = 3, 3


def also_looked_at(request: HttpRequest, query: Query, text: str, shown: Collection[int]) -> list[Hit]:
    """What readers of the same base scope chose after searching for the same text, most often chosen first; but what is
    `shown` already, by its number.

    Only what this reader may find at this moment is counted at all.
    """
    said = masked(text)
    if not said or not query.scopes or not settings.SEARCH_LOG_SECONDS:
        return []
    now = timezone.now()
    found = readable(query).filter(Q(expires_at=None) | Q(expires_at__gt=now))
    clicks = SearchClick.objects.filter(
        text=said,
        scope=scope_of(query.scopes),
        language=query.language,
        at__gte=now - datetime.timedelta(days=settings.SEARCH_LOG_DAYS),
        page_id__in=found.values("item"),
    ).exclude(page_id__in=[*shown, *query.excluded])
    counted = clicks.values("page_id").annotate(number=Count("pk")).filter(number__gte=LEAST)
    items = list(counted.order_by("-number", "page_id").values_list("page_id", flat=True)[:MOST])
    return hits_of_items(request, query, items) if items else []

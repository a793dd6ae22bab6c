"""What others who searched for the same looked at."""

from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from wagtail.models import Site

from cms.access.prepared import Prepared
from cms.access.reader import Reader
from cms.core.keeping import kept_large

from .backends import Query
from .cards import readable
from .hits import Hit, hits_of_items
from .logbook import scope_of
from .masking import masked
from .models import SearchClick

# So many are shown, of those that were looked at so often: one reader's steps are no news to another.
MOST, LEAST = 3, 3
# Markers that nobody types.
TEXT, SCOPE, LANGUAGE = "\ue000text", "\ue000scope", "\ue000language"

_CHOSEN = Prepared()


def also_looked_at(site: Site | None, reader: Reader, query: Query, text: str, shown: Collection[int]) -> list[Hit]:
    """What readers of the same base scope chose after searching for the same text, most often chosen first; but what is
    `shown` already, by its number.

    Only what this reader may find at this moment is counted at all.
    """
    said = masked(text)
    if not said or not query.scopes or not settings.SEARCH_LOG_SECONDS:
        return []
    chosen = _chosen(said, scope_of(query.scopes), query.language)
    if not chosen:
        return []
    found = readable(query.scopes, query.language).filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))
    seen = set(found.filter(item__in=chosen).values_list("item", flat=True))
    items = [key for key in chosen if key in seen and key not in {*shown, *query.excluded}]
    return hits_of_items(site, reader, query, items[:MOST]) if items else []


@kept_large
def _chosen(text: str, scope: str, language: str) -> Sequence[int]:
    """What was chosen often enough, most often first. No choice makes what is kept old: it counts within a minute."""
    told = {TEXT: text, SCOPE: scope, LANGUAGE: language}
    return [key for key, _ in _CHOSEN.rows("chosen", _often_chosen, told)]


def _often_chosen() -> Any:
    """What was chosen often enough, most often first. Older choices than count are gone: see logbook.tidy."""
    clicks = SearchClick.objects.filter(text=TEXT, scope=SCOPE, language=LANGUAGE)
    counted = clicks.values("page_id").annotate(number=Count("pk")).filter(number__gte=LEAST)
    return counted.order_by("-number", "page_id").values_list("page_id", "number")

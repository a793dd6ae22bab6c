"""What people search for and do not find."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from cms.access.audiences import BASE_AUDIENCES, PUBLIC
from cms.access.enums import Host
from cms.access.reader import previewer

from .backends.words import telling
from .labels import names_of
from .models import SearchClick, SearchEvent, SearchGap

DAYS = 90
# So many different searches are looked at, those made most often.
MOST = 5000
# Words that begin alike say nearly the same, once the commonest endings are gone.
ENDINGS, BEGINNING = re.compile(r"(?<=\w{3})(?:ings?|ied|ies|ed|es|s|iau|au)$"), 6
NO_RESULTS, NO_CLICK = "results", "click"


@dataclass(frozen=True, slots=True)
class Group:
    """Searches that say nearly the same: the one made most often, the others, whose they are and what those are called,
    and how often all of them were made."""

    text: str
    others: tuple[str, ...]
    scope: str
    readers: str
    language: str
    number: int
    gap: SearchGap | None


def scopes_for(user: Any) -> list[str]:
    """The base audiences whose searches somebody may read: those whose pages they may read themselves."""
    held = previewer(user, Host.INTRANET).audiences | {PUBLIC}
    return [key for key in BASE_AUDIENCES if key in held]


def groups(lacking: str, scopes: Iterable[str], language: str, days: int = DAYS) -> list[Group]:
    """Searches of the last days that found nothing, or of whose results nobody chose any; most often made first."""
    since = timezone.now() - datetime.timedelta(days=days)
    events = SearchEvent.objects.filter(at__gte=since, scope__in=list(scopes), language=language).exclude(text="")
    if lacking == NO_RESULTS:
        events = events.filter(total=0)
    else:
        same = {name: OuterRef(name) for name in ("text", "scope", "language")}
        events = events.filter(total__gt=0).exclude(Exists(SearchClick.objects.filter(at__gte=since, **same)))
    rows = events.values_list("text", "scope").annotate(number=Count("pk")).order_by("-number", "text")[:MOST]
    alike: dict[tuple[str, tuple[str, ...]], list[tuple[str, int]]] = defaultdict(list)
    for text, scope, number in rows:
        alike[scope, key_of(text, language)].append((text, number))
    known = {
        (gap.text, gap.scope): gap
        for gap in SearchGap.objects.filter(language=language, closed_at=None).select_related("owner")
    }
    called = names_of("audience", {scope for scope, _ in alike})
    found = [
        Group(
            text=members[0][0],
            others=tuple(text for text, _ in members[1:]),
            scope=scope,
            readers=called[scope],
            language=language,
            number=sum(number for _, number in members),
            gap=next((known[text, scope] for text, _ in members if (text, scope) in known), None),
        )
        for (scope, _), members in alike.items()
    ]
    return sorted(found, key=lambda group: (-group.number, group.text))


def key_of(text: str, language: str) -> tuple[str, ...]:
    """What searches that say nearly the same have in common: the beginnings of the words that say something."""
    words = telling(tuple(text.split()), language)
    return tuple(sorted({ENDINGS.sub("", word)[:BEGINNING] for word in words}))

"""What is translated, and what no longer says what its source says."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Substr
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from .enums import State

WORK = ["add", "change", "publish"]
BRANCH_PATH = 2 * Page.steplen


@dataclass(frozen=True, slots=True)
class BranchTotal:
    """How much of a branch is translated; `percent` counts what is live and up to date."""

    page: Page
    counts: dict[str, int]
    total: int
    percent: int


def sources(user: Any, source: Locale, target: Locale) -> "QuerySet[Page]":
    """The live pages in the source language that the user works on, each with `state`, and with the number
    (`translated_id`), date (`translated_at`) of its translation if there is one: one query.

    A stand-in that Wagtail made in the target's tree counts for nothing. A translation is older where its source was
    published after it.
    """
    own = PagePermissionPolicy().instances_user_has_any_permission_for(user, WORK)
    mates = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=target, alias_of=None)
    pages: QuerySet[Page] = Page.objects.filter(
        pk__in=own.order_by().values("pk"), locale=source, alias_of=None, live=True, depth__gt=1
    )
    annotated: QuerySet[Page] = pages.annotate(
        translated_id=Subquery(mates.values("pk")[:1]),
        translated_live=Subquery(mates.values("live")[:1]),
        translated_at=Subquery(mates.values("last_published_at")[:1]),
        branch_path=Substr("path", 1, BRANCH_PATH),
        state=Case(
            When(translated_id=None, then=Value(State.MISSING.value)),
            When(translated_live=False, then=Value(State.DRAFT.value)),
            When(Q(translated_at=None) | Q(translated_at__lt=F("last_published_at")), then=Value(State.OLDER.value)),
            default=Value(State.CURRENT.value),
        ),
    ).order_by("path")
    return annotated


def branch_totals(pages: "QuerySet[Page]") -> list[BranchTotal]:
    """The totals of each branch that the pages stand in, in the order of the tree: two queries."""
    counted: dict[str, dict[str, int]] = {}
    for path, state, number in pages.order_by().values_list("branch_path", "state").annotate(Count("pk")):
        counted.setdefault(path, dict.fromkeys(State.values, 0))[state] = number
    totals = []
    for branch in Page.objects.filter(path__in=counted).order_by("path"):
        counts = counted[branch.path]
        total = sum(counts.values())
        totals.append(BranchTotal(branch, counts, total, round(100 * counts[State.CURRENT] / total)))
    return totals

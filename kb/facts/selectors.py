"""Which pages show a fact, and who may know."""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.access.enums import Host
from cms.access.reader import previewer
from cms.core.choosing import pages_for

from .models import Fact, FactUse

MOST_LISTED = 50


class Uses(NamedTuple):
    """The live pages that show a fact, as far as an editor may know of them: `others` counts the rest."""

    pages: list[Page]
    others: int
    drafts: int

    @property
    def total(self) -> int:
        """How many live pages change with the fact."""
        return len(self.pages) + self.others


def pages_showing(fact: Fact) -> "QuerySet[Page]":
    """The pages that name the fact, in whatever language, live or not."""
    uses = FactUse.objects.filter(fact__translation_key=fact.translation_key)
    found: QuerySet[Page] = Page.objects.filter(pk__in=uses.values("page"))
    return found


def uses_for(user: Any, fact: Fact) -> Uses:
    """What the editor is told before saving; four queries."""
    if fact._state.adding:
        return Uses([], 0, 0)
    showing = pages_showing(fact)
    live = showing.filter(live=True)
    known = list(pages_for(user, live).order_by("title")[:MOST_LISTED])
    return Uses(known, live.count() - len(known), showing.filter(live=False).count())


def facts_for(user: Any) -> "QuerySet[Fact]":
    """The facts that the editor looks after, or else the live ones that they may read."""
    if any(user.has_perm(f"facts.{verb}_fact") for verb in ("add", "change", "publish")):
        return Fact.objects.all()
    audiences = previewer(user, Host.INTRANET).audiences
    narrow = Fact.objects.exclude(audiences=[]).values_list("pk", "audiences")
    hidden = [key for key, own in narrow if not audiences & frozenset(own)]
    return Fact.objects.filter(live=True).exclude(pk__in=hidden)


def known_facts(user: Any, keys: set[int]) -> set[int]:
    """The keys of those of the facts that the editor may find."""
    return set(facts_for(user).filter(pk__in=keys).values_list("pk", flat=True))


def may_edit_pages(user: Any) -> "QuerySet[Page]":
    """The pages that the editor works on."""
    pages: QuerySet[Page] = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"change"})
    return pages

"""Changes of state, each with what becomes of the class of the canaries it concerns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wagtail.models import Locale, Page

from cms.access.services import restrict
from cms.core.models import BasePage
from kb.facts.models import Fact

from .bodies import PARTS
from .planting import AUDIENCES
from .seeds import Council
from .truth import Kind, within


@dataclass(frozen=True)
class Change:
    """What `make` does to the seed, and the class that its canaries have then.

    `make` returns the addresses at which something new may have come to stand.
    """

    name: str
    seed: str
    becomes: Kind
    make: Callable[[Council, BasePage], list[str]]


def page_of(council: Council, name: str) -> BasePage:
    """The planted page as it is stored now."""
    page: BasePage = Page.objects.get(pk=council.seeds[name].page.pk).specific
    return page


def reclassify(council: Council, name: str, kind: Kind) -> None:
    """Gives the canaries of a seed, those in its parts among them, the classes that follow from a new one."""
    parts = {f"{name}/part {index} {block}/": whom for index, (block, _, whom) in enumerate(PARTS)}
    for canary in council.aviary:
        if canary.label.startswith(f"{name}/") and "/pending/" not in canary.label:
            whom = next((whom for prefix, whom in parts.items() if canary.label.startswith(prefix)), Kind.PUBLIC)
            canary.kind = within(kind, whom)


def _restrict(kind: Kind) -> Callable[[Council, BasePage], list[str]]:
    def make(council: Council, page: BasePage) -> list[str]:
        restrict(page, AUDIENCES[kind])
        return []

    return make


def _widen(council: Council, page: BasePage) -> list[str]:
    restrict(page, AUDIENCES[Kind.STAFF])
    page = page.specific_class._default_manager.get(pk=page.pk)
    page.audiences = []
    page.save_revision().publish()
    return []


def _move(to: str) -> Callable[[Council, BasePage], list[str]]:
    def make(council: Council, page: BasePage) -> list[str]:
        page.move(page_of(council, to), pos="last-child")
        now = f"{council.seeds[to].path}{page.slug}/"
        return [now, *(f"{now}{child.slug}/" for child in Page.objects.get(pk=page.pk).get_children())]

    return make


def _move_and_back(council: Council, page: BasePage) -> list[str]:
    home = page.get_parent()
    page.move(page_of(council, "website/branch"), pos="last-child")
    Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=home.pk), pos="first-child")
    return [f"/branch/{page.slug}/"]


def _copy(to: str) -> Callable[[Council, BasePage], list[str]]:
    def make(council: Council, page: BasePage) -> list[str]:
        page.copy(recursive=True, to=page_of(council, to), update_attrs={"slug": "copy"}, keep_live=True)
        return [f"{council.seeds[to].path}copy/"]

    return make


def _alias(to: str) -> Callable[[Council, BasePage], list[str]]:
    def make(council: Council, page: BasePage) -> list[str]:
        page.create_alias(parent=page_of(council, to), update_slug="alias", recursive=True)
        return [f"{council.seeds[to].path}alias/"]

    return make


def _converted_alias(to: str) -> Callable[[Council, BasePage], list[str]]:
    def make(council: Council, page: BasePage) -> list[str]:
        alias = page.create_alias(parent=page_of(council, to), update_slug="converted")
        alias = Page.objects.get(pk=alias.pk).specific
        alias.alias_of_id = None
        alias.save(update_fields=["alias_of_id"], clean=False)
        alias.save_revision().publish()
        return [f"{council.seeds[to].path}converted/"]

    return make


def _translate(council: Council, page: BasePage) -> list[str]:
    copy = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    copy.save_revision().publish()
    return [f"/cy{council.seeds['kb/section/public'].path}{copy.slug}/", f"/cy/help/staff/{copy.slug}/"]


def _restrict_with_alias_and_translation(council: Council, page: BasePage) -> list[str]:
    page.create_alias(parent=page_of(council, "kb/section/public"), update_slug="later")
    restrict(page, AUDIENCES[Kind.AGENT])
    return ["/help/public/later/"]


def _unpublish(council: Council, page: BasePage) -> list[str]:
    page.unpublish()
    return []


def _delete(council: Council, page: BasePage) -> list[str]:
    page.delete()
    return []


def _fact_of(page: BasePage) -> Fact:
    return Fact.objects.get(uses__page=page)


def _narrow_fact(council: Council, page: BasePage) -> list[str]:
    fact = _fact_of(page)
    fact.audiences = AUDIENCES[Kind.RESIDENT]
    fact.save_revision().publish()
    return []


def _unpublish_fact(council: Council, page: BasePage) -> list[str]:
    _fact_of(page).unpublish()
    return []


def changes() -> Iterator[Change]:
    """All changes."""
    fact = "facts/website/landing/public/public"
    yield Change("fact narrowed", fact, Kind.RESIDENT, _narrow_fact)
    yield Change("fact unpublished", fact, Kind.UNPUBLISHED, _unpublish_fact)
    public = ("website/content/public", "kb/article/public", "website/news/public")
    for name in public:
        for kind in (Kind.RESIDENT, Kind.STAFF, Kind.AGENT, Kind.PARTNER_X):
            yield Change(f"restricted to {kind}", name, kind, _restrict(kind))
        yield Change("restricted and widened back", name, Kind.PUBLIC, _widen)
        yield Change("unpublished", name, Kind.UNPUBLISHED, _unpublish)
        yield Change("deleted", name, Kind.DELETED, _delete)
    yield Change("deleted while hidden", "kb/article/staff", Kind.DELETED, _delete)
    for kind in (Kind.RESIDENT, Kind.STAFF):
        guide = f"website/below/{kind}/guide"
        yield Change("moved to a public place", guide, kind, _move("website/branch"))
        yield Change("moved there and back", guide, kind, _move_and_back)
        yield Change("copied to a public place", guide, kind, _copy("website/branch"))
    for kind in (Kind.STAFF, Kind.AGENT, Kind.PARTNER_X, Kind.UNPUBLISHED):
        article = f"kb/below/{kind}" if kind is not Kind.UNPUBLISHED else "kb/article/unpublished"
        yield Change("moved to a public place", article, kind, _move("kb/section/public"))
        yield Change("given an alias in a public place", article, kind, _alias("kb/section/public"))
    for kind in (Kind.STAFF, Kind.PARTNER_X):
        yield Change("copied to a public place", f"kb/below/{kind}", kind, _copy("kb/section/public"))
        yield Change("alias converted", f"kb/below/{kind}", kind, _converted_alias("kb/section/public"))
        yield Change("translated", f"kb/below/{kind}", kind, _translate)
    yield Change("restricted after alias", "kb/article/public", Kind.AGENT, _restrict_with_alias_and_translation)

"""The arithmetic of audiences, and the one rule in its three forms."""

import datetime
from itertools import product

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from cms.access.audiences import EVERYBODY, NOBODY, canonical, canonical_host, chain, held_on, is_within, meet
from cms.access.reader import Reader, reader_with
from cms.access.rules import may_see, scopes_of, visible_to
from cms.access.services import effective_audiences, restrict
from cms.website.models import ContentPage
from search.models import SearchDocumentScope
from tests.testmere import Council

KEYS = ["public", "resident", "partner", "partner:x", "partner:y", "staff", "agent"]
SETS = st.frozensets(st.sampled_from(KEYS), max_size=4)
READERS = [
    reader_with(keys, host)
    for host, keys in [
        ("website", ()),
        ("website", ("resident",)),
        ("website", ("staff", "agent")),
        ("intranet", ()),
        ("intranet", ("staff",)),
        ("intranet", ("agent",)),
        ("intranet", ("resident",)),
        ("extranet", ("partner",)),
        ("extranet", ("partner:x",)),
        ("extranet", ("partner:y",)),
        ("extranet", ("partner:x", "partner:y")),
        ("extranet", ("staff",)),
    ]
]


def holders(keys: frozenset[str]) -> set[str]:
    """The single keys whose holders are in a set of audiences."""
    return {key for key in KEYS if keys & set(chain(key))}


@given(SETS, SETS)
def test_meet_holds_only_those_in_both(first: frozenset[str], second: frozenset[str]) -> None:
    assert holders(meet(first, second)) == holders(first) & holders(second)
    assert meet(first, second) == meet(second, first)


@given(SETS, SETS, SETS)
def test_meet_does_not_depend_on_the_order(one: frozenset[str], two: frozenset[str], three: frozenset[str]) -> None:
    assert meet(meet(one, two), three) == meet(one, meet(two, three))


@given(SETS)
def test_canonical_stands_for_the_same_readers(keys: frozenset[str]) -> None:
    assert holders(canonical(keys)) == holders(keys)
    assert meet(keys, EVERYBODY) == canonical(keys)
    assert meet(keys, NOBODY) == NOBODY


@given(SETS, SETS)
def test_within_means_that_nobody_is_left_out(inner: frozenset[str], outer: frozenset[str]) -> None:
    assert is_within(inner, outer) == (holders(inner) <= holders(outer))


@given(SETS, st.sampled_from(["website", "intranet", "extranet"]))
def test_a_host_counts_its_own_audiences_only(keys: frozenset[str], host: str) -> None:
    foreign = {"website": {"staff", "agent", "partner", "partner:x"}, "intranet": {"resident", "partner", "partner:x"}}
    assert not held_on(keys, host) & foreign.get(host, {"staff", "agent", "resident"})


@pytest.mark.parametrize(
    ("keys", "host"),
    [
        ({"public"}, "website"),
        ({"staff", "resident"}, "website"),
        ({"staff", "partner:x"}, "extranet"),
        ({"agent"}, "intranet"),
        (set(), None),
    ],
)
def test_the_widest_host(keys: set[str], host: str | None) -> None:
    assert canonical_host(frozenset(keys)) == host


@pytest.mark.parametrize("host", ["intranet", "extranet"])
def test_without_a_key_for_it_a_closed_host_shows_nothing(host: str) -> None:
    assert reader_with(("resident",), host).audiences == frozenset()


PLANS = st.lists(
    st.tuples(
        st.integers(0, 5),  # below which of the pages so far
        st.sampled_from([[], ["public"], ["resident"], ["staff"], ["agent"], ["partner"], ["partner:x", "staff"]]),
        st.sampled_from(["live", "draft", "expired", "alias", "moved", "restricted"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(PLANS)
def test_one_rule_in_three_forms(council: Council, plan: list[tuple[int, list[str], str]]) -> None:
    for page in ContentPage.objects.filter(depth=3):
        Page.objects.get(pk=page.pk).delete()
    pages: list[Page] = [council.branches["website"]]
    for number, (place, audiences, fate) in enumerate(plan):
        pages.append(_grow(council, pages[place % len(pages)], f"page{number}", audiences, fate))
    for reader in READERS:
        everything = Page.objects.select_related("access__effective").filter(depth__gt=1)
        by_sql = set(visible_to(everything, reader).values_list("pk", flat=True))
        assert by_sql == {page.pk for page in everything if may_see(reader, page)}
        assert _searchable(reader) == {page.pk for page in everything if page.pk in by_sql and _is_searched(page)}
    for parent, child in product(pages, pages):
        if child.is_descendant_of(parent):
            assert is_within(effective_audiences(_fresh(child)), effective_audiences(_fresh(parent)))


def _grow(council: Council, parent: Page, word: str, audiences: list[str], fate: str) -> Page:
    page: Page = council.page(parent, word, audiences)
    if fate == "draft":
        page.unpublish()
    elif fate == "expired":
        page.expire_at = timezone.now() - datetime.timedelta(seconds=1)
        page.save_revision().publish()
    elif fate == "alias":
        page = page.create_alias(parent=_fresh(council.branches["website"]), update_slug=f"{word}-alias")
    elif fate == "moved":
        page.move(_fresh(council.branches["website"]), pos="last-child")
    elif fate == "restricted":
        own = canonical(audiences) or EVERYBODY
        restrict(page, meet(own, frozenset({"resident"})) or own)
    return _fresh(page)


def _fresh(page: Page) -> Page:
    return Page.objects.select_related("access__effective").get(pk=page.pk)


def _searchable(reader: Reader) -> set[int]:
    now = timezone.now()
    rows = SearchDocumentScope.objects.filter(scope__in=scopes_of(reader)).exclude(document__expires_at__lte=now)
    return set(rows.values_list("document__page_id", flat=True))


def _is_searched(page: Page) -> bool:
    return bool(getattr(page.specific_class, "searchable", False))

"""Readers narrow the results page by what was found, and learn nothing else by it."""

import re
from typing import Any

import pytest

from cms.taxonomy.models import Service, Topic
from cms.website.models import ContentPage
from tests.search.test_results import article
from tests.testmere import Council

COUNT = re.compile(r'name="(\w+)"\s+type="checkbox"\s+value="([^"]+)".*?\((\d+)<', re.DOTALL)
pytestmark = pytest.mark.django_db


def narrowed(council: Council, reader: str | None = None, **asked: Any) -> tuple[set[str], dict[tuple[str, str], int]]:
    """The titles found, and the numbers beside the check boxes."""
    answer = council.client(reader).get("/search/", {"q": "lantern", **asked})
    assert answer.status_code == 200, answer.content.decode()
    text = answer.content.decode()
    titles = set(re.findall(r'data-page="\d+">([^<]+)<', text))
    return titles, {(name, value): int(number) for name, value, number in COUNT.findall(text)}


def services() -> list[Service]:
    """Two of the council's services."""
    return [Service.objects.get_or_create(slug=f"light-{name}", defaults={"name": name})[0] for name in ("a", "b")]


def lanterns(council: Council) -> None:
    """Three pages and an article of lanterns, one of the pages for staff."""
    article(council, keywords="lantern")
    waste, roads = services()
    for word, service, parent in (
        ("lantern-one", waste, "website"),
        ("lantern-two", roads, "website"),
        ("lantern-staff", roads, "intranet"),
    ):
        council.page(council.branches[parent], word, service=service)
    page = ContentPage.objects.get(slug="lantern-one")
    page.topics.add(Topic.objects.create(slug="light", name="Light"))
    page.save_revision().publish()


def test_numbers_stay_when_one_of_them_is_chosen(council: Council) -> None:
    lanterns(council)
    waste, roads = services()
    titles, counts = narrowed(council)
    assert titles == {"Missed bins", "Title lantern-one", "Title lantern-two"}
    assert counts["kind", "website.ContentPage"] == 2 and counts["kind", "kb.ArticlePage"] == 1
    assert counts["service", waste.slug] == counts["service", roads.slug] == 1
    titles, counts = narrowed(council, service=[waste.slug])
    assert titles == {"Title lantern-one"}
    assert counts["service", waste.slug] == counts["service", roads.slug] == 1
    assert ("kind", "kb.ArticlePage") not in counts
    titles, _ = narrowed(council, service=[waste.slug, roads.slug])
    assert titles == {"Title lantern-one", "Title lantern-two"}
    titles, _ = narrowed(council, service=waste.slug, kind="kb.ArticlePage", published="week")
    assert titles == set()


def test_only_staff_narrow_by_who_reads_it(council: Council) -> None:
    lanterns(council)
    _, counts = narrowed(council)
    assert not any(name == "audience" for name, _ in counts)
    assert council.client().get("/search/", {"q": "lantern", "audience": "staff"}).status_code == 400
    titles, counts = narrowed(council, "staff", audience="public")
    assert "Title lantern-staff" not in titles and len(titles) == 3
    assert (counts["audience", "public"], counts["audience", "staff"]) == (3, 1)


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "kb.Nothing"},
        {"kind": "\x00"},
        {"service": "\x00"},
        {"topic": [str(number) for number in range(21)]},
        {"audience": "public"},
        {"published": "tomorrow"},
        {"published": "\x00"},
    ],
)
def test_a_filter_that_there_is_not_is_refused_by_name(council: Council, asked: dict[str, Any]) -> None:
    answer = council.client().get("/search/", {"q": "lantern", **asked})
    assert answer.status_code == 400 and "There is a problem" in answer.content.decode()


def test_filters_stay_from_page_to_page_and_go_one_by_one(council: Council) -> None:
    for number in range(11):
        council.page(council.branches["website"], f"lantern-{number}")
    text = council.client().get("/search/", {"q": "lantern", "kind": "website.ContentPage", "published": "year"})
    body = text.content.decode()
    assert "kind=website.ContentPage&amp;published=year&amp;page=2" in body
    assert 'href="/search/?q=lantern&amp;published=year"' in body
    assert 'href="/search/?q=lantern&amp;kind=website.ContentPage"' in body
    second = council.client().get("/search/", {"q": "lantern", "kind": "website.ContentPage", "page": "2"})
    assert second.status_code == 200 and "page=" not in second.content.decode().split("search-page__without")[1][:200]

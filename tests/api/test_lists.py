"""Navigation, alerts, the knowledge base and search as JSON."""

import json
import os
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from cms.website.alerts import Alert
from cms.website.pages import ContentPage
from kb.models import ArticlePage
from tests.api.reading import client_on, read
from tests.council import Council, add
from tests.queries import counted

SNAPSHOT = Path(__file__).parent / "snapshots" / "openapi.json"


def test_the_description_is_valid_and_that_of_the_snapshot(council: Council) -> None:
    schema = read(client_on(council, "website"), "/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    validate(schema)
    if os.environ.get("FRONTDOOR_REWRITE_SNAPSHOTS") == "1":
        SNAPSHOT.write_text(json.dumps(schema, indent=2) + "\n", encoding="utf-8")
    assert schema == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_navigation_and_alerts(council: Council) -> None:
    client = client_on(council, "website")
    links = read(client, "/navigation/").json()["sections"]
    assert {"title": "Landing", "url": "/landing/"} in links
    Alert.objects.create(title="Snow", branch=council.branches["website"], link_page=council.service)
    Alert.objects.create(title="Ice", branch=council.landing, severity="warning")
    assert [one["title"] for one in read(client, "/alerts/").json()["items"]] == ["Snow"]
    below = read(client, "/alerts/", page=council.service.pk).json()["items"]
    assert [(one["title"], one["link"]) for one in below] == [
        ("Ice", None),
        ("Snow", {"title": "Service", "url": "/landing/service/"}),
    ]
    staff = client_on(council, "intranet", "staff")
    assert read(staff, "/alerts/", page=council.service.pk).status_code == 404


def test_the_knowledge_base_in_the_same_queries_however_long(council: Council) -> None:
    client = client_on(council, "website")
    add(council.section, ArticlePage, "article-1")
    read(client, "/articles/")
    _, few = counted(lambda: read(client, "/articles/"))
    for number in range(2, 6):
        add(council.section, ArticlePage, f"article-{number}", audiences=["staff"] if number == 5 else [])
    answer, many = counted(lambda: read(client, "/articles/", section=council.section.pk))
    assert [one["path"] for one in answer.json()["items"]] == [f"/help/section-1/article-{n}/" for n in range(1, 5)]
    _, many = counted(lambda: read(client, "/articles/"))
    assert many.total == few.total
    assert [one["path"] for one in read(client, "/sections/").json()["items"]] == ["/help/section-1/"]
    assert len(read(client_on(council, "intranet", "staff"), "/articles/").json()["items"]) == 5


def test_search_in_pages(council: Council) -> None:
    for number in range(3):
        add(council.section, ArticlePage, f"bulky-waste-{number}")
    client = client_on(council, "website")
    first = read(client, "/search/", q="bulky", limit=2).json()
    rest = read(client, "/search/", q="bulky", limit=2, cursor=first["next"]).json()
    assert first["total"] == 3
    assert len({one["id"] for one in first["items"] + rest["items"]}) == 3
    assert rest["next"] is None
    assert read(client, "/suggestions/", q="bul").json()["suggestions"]


def test_search_is_filtered_and_counted(council: Council) -> None:
    for page in (add(council.section, ArticlePage, "bulky-waste"), add(council.landing, ContentPage, "bulky-bin")):
        page.save_revision().publish()
    client = client_on(council, "website")
    every = read(client, "/search/", q="bulky", facets="kind,service").json()
    assert every["total"] == 2 and every["corrected"] is None and every["simpler"] is False
    assert {each["value"]: each["count"] for each in every["facets"]["kind"]} == {
        "kb.ArticlePage": 1,
        "website.ContentPage": 1,
    }
    [article] = read(client, "/search/", q="bulky", kind="kb.ArticlePage,kb.SectionPage").json()["items"]
    assert article["type"] == "kb.ArticlePage"
    for filters, total in (
        ({"kind": "kb.SectionPage"}, 0),
        ({"service": "nothing"}, 0),
        ({"published_from": "2000-01-01"}, 2),
        ({"published_before": "2000-01-01"}, 0),
    ):
        assert read(client, "/search/", q="bulky", **filters).json()["total"] == total, filters
    staff = client_on(council, "intranet", "staff")
    told = read(staff, "/search/", q="bulky", facets="audience", audience="public").json()
    assert told["facets"]["audience"][0]["value"] == "public"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/search/?q=bin&kind=Nothing", "kind"),
        ("/search/?q=bin&audience=public", "audience"),
        ("/search/?q=bin&facets=audience", "facets"),
        ("/search/?q=bin&facets=colour", "facets"),
        ("/search/?q=bin&colour=red", "colour"),
        ("/search/?q=bin&published_from=yesterday", "published_from"),
        ("/search/?q=bin&published_from=0001-01-01", "published_from"),
        ("/search/?q=bin&exact=perhaps", "exact"),
        ("/search/?q=bin&limit=1000000", "limit"),
        (f"/search/?q=bin&topic={','.join(map(str, range(21)))}", "topic"),
        ("/search/", "q"),
        ("/search/?q=%20", "q"),
        (f"/search/?q={'a' * 501}", "q"),
        (f"/suggestions/?q={'a' * 501}", "q"),
        ("/search/?q=bin&cursor=forged", "cursor"),
        ("/articles/?section=x", "section"),
        ("/sections/?fields=body", "fields"),
        ("/alerts/?page=x", "page"),
    ],
)
def test_bad_input_is_refused_by_name(path: str, parameter: str, council: Council) -> None:
    answer = client_on(council, "website").get(f"/api/v1{path}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), answer.content
    assert answer.json()["parameter"] == parameter


def test_a_cursor_is_good_for_its_own_list_only(council: Council) -> None:
    for number in range(2):
        add(council.section, ArticlePage, f"bulky-waste-{number}")
    client = client_on(council, "website")
    cursor = read(client, "/search/", q="bulky", limit=1).json()["next"]
    assert read(client, "/search/", q="waste", limit=1, cursor=cursor).status_code == 400

"""What other front ends and our own pages say was chosen, and what nobody can make up."""

import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from search import logbook
from search.models import SearchClick
from tests.testmere import HOSTS, Council

pytestmark = pytest.mark.django_db


def searched(client: Client, query: str = "Lantern for 07700 900123", **asked: Any) -> dict[str, Any]:
    """The API's answer."""
    answer: dict[str, Any] = client.get("/api/v1/search/", {"q": query, **asked}).json()
    return answer


def said(client: Client, **body: Any) -> Any:
    """The answer to a choice."""
    return client.post("/api/v1/search/clicks/", json.dumps(body), content_type="application/json")


def kept() -> list[tuple[Any, ...]]:
    """The choices that have been written."""
    logbook.flush()
    return list(SearchClick.objects.order_by("pk").values_list("text", "scope", "page_id", "rank"))


@pytest.fixture(scope="module")
def lanterns(testmere: Council) -> list[int]:
    """Twelve pages of lanterns and one for staff."""
    testmere.page(testmere.branches["intranet"], "lantern-staff")
    return [testmere.page(testmere.branches["website"], f"lantern-{number}").pk for number in range(12)]


@pytest.fixture
def pages(lanterns: list[int], council: Council) -> list[int]:
    """The pages, before anybody has chosen any."""
    kept()
    SearchClick.objects.all().delete()
    return lanterns


def test_a_choice_counts_once_with_its_rank(council: Council, pages: list[int]) -> None:
    front_end = Client(HTTP_HOST=HOSTS["website"], enforce_csrf_checks=True)
    first = searched(front_end)
    second = searched(front_end, cursor=first["next"])
    for answer, place in ((first, 2), (first, 2), (second, 1)):
        assert said(front_end, token=answer["click"], id=answer["items"][place]["id"]).status_code == 204
    expected = [(first["items"][2]["id"], 3), (second["items"][1]["id"], 12)]
    assert kept() == [("lantern for # #", "public", key, rank) for key, rank in expected]
    assert searched(front_end, "xylophonezebra")["click"] is None
    assert searched(front_end)["click"] != first["click"]
    known = front_end.get("/api/v1/search/", {"q": "lantern"})["ETag"]
    assert front_end.get("/api/v1/search/", {"q": "lantern"}, HTTP_IF_NONE_MATCH=known).status_code == 304


@pytest.mark.parametrize("case", ["forged", "another's", "old", "not shown", "no token", "no JSON", "extra", "list"])
def test_nobody_says_what_was_not_so(council: Council, pages: list[int], case: str) -> None:
    anybody = council.client()
    answer = searched(anybody)
    token, key = answer["click"], answer["items"][0]["id"]
    hidden = searched(council.client("staff"), "lantern staff")["items"][0]["id"]
    if case == "forged":
        refused, name = said(anybody, token=token[:-1] + "!", id=key), "token"
    elif case == "another's":
        refused, name = said(council.client("resident"), token=token, id=key), "token"
    elif case == "old":
        with time_machine.travel("2099-01-01"):
            refused, name = said(anybody, token=token, id=key), "token"
    elif case == "not shown":
        refused, name = said(anybody, token=token, id=hidden), "id"
        assert refused.content == said(anybody, token=token, id=10**9).content
    elif case == "no token":
        refused, name = said(anybody, id=key), "token"
    elif case == "no JSON":
        refused, name = anybody.post("/api/v1/search/clicks/", "{", content_type="application/json"), ""
    elif case == "extra":
        refused, name = said(anybody, token=token, id=key, rank=1), "rank"
    else:
        refused, name = said(anybody, token=[token], id=key), "token"
    assert refused.status_code == 400 and refused["Content-Type"] == "application/problem+json"
    assert json.loads(refused.content).get("parameter", "") == name
    assert kept() == []


def test_our_pages_need_no_token_and_other_sites_are_not_heard(council: Council, pages: list[int]) -> None:
    browser = Client(HTTP_HOST=HOSTS["website"], enforce_csrf_checks=True)
    choice = {"q": "lantern", "page": pages[0], "rank": 1}
    for origin in ("https://elsewhere.example", "null", "http://["):
        assert browser.post("/search/clicks/", choice, HTTP_ORIGIN=origin).status_code == 403
    assert kept() == []
    assert browser.post("/search/clicks/", choice, HTTP_ORIGIN=f"http://{HOSTS['website']}").status_code == 204
    assert kept() == [("lantern", "public", pages[0], 1)]

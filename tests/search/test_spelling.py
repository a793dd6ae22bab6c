"""Where the database answers, misspelt words find what was meant, and nothing that others may read."""

from typing import Any

import pytest
from django.core.management import call_command

from search.backends.spelling import differences
from search.models import Promotion
from tests.queries import counted
from tests.search.test_results import article
from tests.testmere import Council


def asked(council: Council, query: str, reader: str | None = None, **more: Any) -> dict[str, Any]:
    """The API's answer."""
    answer = council.client(reader).get("/api/v1/search/", {"q": query, **more})
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


@pytest.mark.django_db
def test_a_misspelt_word_finds_what_was_meant(council: Council) -> None:
    council.page(council.branches["website"], "lanterns")
    council.page(council.branches["website"], "harbour")
    call_command("clock", "--once")
    for query, meant in (
        ("lantrens", "lanterns"),
        ("Lantern", None),
        ("lanternss title", "lanterns title"),
        ("the harbuor lantens", "the harbour lanterns"),
        ("harbour", None),
        ("hbr", None),
        ("xharbour", None),
    ):
        answer = asked(council, query)
        assert (answer["corrected"], bool(answer["items"])) == (meant, query not in {"hbr", "xharbour"}), query
    literal = asked(council, "lantrens", exact="true")
    assert (literal["corrected"], literal["total"]) == (None, 0)
    page = council.client().get("/search/", {"q": "lantrens", "kind": "kb.ArticlePage"}).content.decode()
    assert "Showing results for" not in page and "0 results" in page
    page = council.client().get("/search/", {"q": "lantrens"}).content.decode()
    assert "<strong>lanterns</strong>" in page and "exact=1" in page


@pytest.mark.django_db
def test_a_pin_hides_nothing_of_what_else_is_found(council: Council) -> None:
    for slug in ("harbour", "lanterns"):
        council.page(council.branches["website"], slug)
    pinned = council.page(council.branches["website"], "ferry")
    call_command("clock", "--once")
    before = [asked(council, query)["total"] for query in ("harbour lanterns", "harbuor", "quagmire")]
    assert before == [2, 1, 0]
    for query in ("harbour lanterns", "harbuor", "quagmire"):
        Promotion.objects.create(language="en-gb", query=query, page_id=pinned.pk)
        after = asked(council, query)
        assert (after["total"], after["items"][0]["title"]) == (before.pop(0) + 1, "Title ferry"), query
    assert asked(council, "harbuor")["corrected"] == "harbour"


@pytest.mark.django_db
def test_no_word_is_offered_that_the_reader_could_not_find(council: Council) -> None:
    council.page(council.branches["website"], "pelican")
    before = {word: asked(council, word) for word in ("quagmier", "onlyxwrod", "pelicna")}
    assert not any(answer["total"] for answer in before.values())
    article(council)
    council.page(council.branches["website"], "quagmire", audiences=["staff"])
    for letter in "abdefghijkmoqrstuvw":
        council.page(council.branches["intranet"], f"pelica{letter}")
    call_command("clock", "--once")
    assert asked(council, "quagmier") == before["quagmier"]
    assert asked(council, "quagmier", "staff")["corrected"] == "quagmire"
    assert asked(council, "onlyxwrod", "partner.y") == before["onlyxwrod"]
    assert asked(council, "onlyxwrod", "partner.x")["corrected"] == "onlyxword"
    assert asked(council, "pelicna")["corrected"] == "pelican"
    council.branches["website"].get_children().get(slug="pelican").delete()
    assert asked(council, "pelicna") == before["pelicna"]


@pytest.mark.django_db
def test_a_form_of_a_word_that_only_others_may_read_is_not_offered(council: Council) -> None:
    council.page(council.branches["website"], "wandering")
    council.page(council.branches["intranet"], "wanderers")
    council.page(council.branches["intranet"], "wanders")
    call_command("clock", "--once")
    assert asked(council, "wandres")["corrected"] is None
    assert asked(council, "wandres", "staff")["corrected"] == "wanders"


@pytest.mark.django_db
def test_corrections_take_the_same_queries_however_many_words_are_near(council: Council) -> None:
    council.page(council.branches["website"], "beacon")
    call_command("clock", "--once")
    asked(council, "baecon")
    _, few = counted(lambda: asked(council, "baecon"))
    for letter in "abcdefgh":
        council.page(council.branches["website"], f"beaco{letter}")
    call_command("clock", "--once")
    asked(council, "baecon bxacon beacno baecno")
    _, many = counted(lambda: asked(council, "baecon bxacon beacno baecno"))
    assert many.total <= few.total + 1


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("bins", "bins", 0),
        ("bnis", "bins", 1),
        ("rubish", "rubbish", 1),
        ("recieve", "receive", 1),
        ("colection", "collections", 2),
        ("council", "counting", 3),
        ("ab", "ba", 1),
        ("abcdef", "badcfe", 3),
    ],
)
def test_differences_are_counted(one: str, other: str, number: int) -> None:
    assert differences(one, other, 2) == differences(other, one, 2) == number

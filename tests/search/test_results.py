"""What a reader finds, and what a query that cannot be answered says."""

import datetime

import time_machine
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.access.audiences import hosts_of
from cms.access.models import Audience
from cms.access.reader import reader_with
from cms.core.reading import alike, for_index
from kb.models import ArticlePage, SectionPage
from search import services
from search.text import text_of
from tests.testmere import Council

PARTS = [
    ("public_text", {"title": "Who", "content": [("text", "<p>publicword</p>")]}),
    ("resident_text", {"content": [("text", "<p>residentword</p>")]}),
    ("partner_text", {"content": [("text", "<p>partnerword</p>")]}),
    ("partner_text", {"organisations": ["partner:x"], "content": [("text", "<p>onlyxword</p>")]}),
    ("staff_note", {"content": []}),
    ("agent_script", {"content": [("text", "<p>agentword</p>")]}),
    ("short_text", {"text": "shortword"}),
]


def article(council: Council, **fields: object) -> ArticlePage:
    """A published article with a part of most kinds."""
    section = SectionPage(title="Waste", slug="waste")
    council.branches["knowledge-base"].add_child(instance=section)
    section.save_revision().publish()
    page = ArticlePage(title="Missed bins", slug="missed-bins", summary="What to do", **{"body": PARTS, **fields})
    section.add_child(instance=page)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def found(council: Council, reader: str | None, query: str) -> bool:
    """Whether the article is among the results."""
    host = None if reader else "website"
    return "Missed bins" in council.client(reader, host).get("/search/", {"q": query}).content.decode()


def test_a_part_is_found_by_those_it_is_for(council: Council) -> None:
    article(council)
    everybody = [None, "resident", "partner.x", "partner.y", "staff", "agent"]
    for word, readers in {
        "publicword": set(everybody),
        "residentword": {"resident"},
        "partnerword": {"partner.x", "partner.y"},
        "onlyxword": {"partner.x"},
        "agentword": {"agent"},
        "shortword": {"agent"},
    }.items():
        assert {reader for reader in everybody if found(council, reader, word)} == readers, word


def test_readers_of_one_group_read_the_same(council: Council) -> None:
    page = article(council)
    keys = Audience.objects.values_list("key", flat=True)
    readers = {key: reader_with((key,), hosts_of(key)[0]) for key in keys}
    groups = alike(page, readers, {})
    assert sorted(key for _, group in groups for key in group) == sorted(keys)
    assert len(groups) == 6  # everybody without a part of their own, and five audiences with one
    for reader, group in groups:
        seen = text_of(for_index(page, reader, {}))
        assert all(text_of(for_index(page, readers[key], {})) == seen for key in group)


def test_all_words_count_before_any_word(council: Council) -> None:
    council.page(council.branches["website"], "alpha")
    council.page(council.branches["website"], "beta")
    client = council.client()
    assert "Title alpha" in client.get("/search/", {"q": "body alpha"}).content.decode()
    assert "Title beta" not in client.get("/search/", {"q": "body alpha"}).content.decode()
    either = client.get("/search/", {"q": "alpha beta"}).content.decode()
    assert "Title alpha" in either and "Title beta" in either


def test_the_words_found_are_marked_and_the_rest_is_escaped(council: Council) -> None:
    council.page(council.branches["website"], "gamma", search_description="")
    page = council.client().get("/search/", {"q": "gamma <script>"}).content.decode()
    assert "<mark>gamma</mark>" in page
    assert "<script>" not in page.split("<main")[1].split("</main>")[0]


def test_what_is_unpublished_is_found_no_more(council: Council) -> None:
    page = article(council)
    assert found(council, None, "publicword")
    page.unpublish()
    assert not found(council, None, "publicword")


def test_a_query_that_is_too_long_says_so(council: Council) -> None:
    page = council.client().get("/search/", {"q": "x" * 501})
    assert page.status_code == 400
    assert "too long" in page.content.decode()
    suggestions = council.client().get("/search/suggestions/", {"q": "x" * 501})
    assert suggestions.status_code == 400
    assert "too long" in suggestions.json()["q"]
    assert council.client().get("/search/", {"q": "word " * 99}).status_code == 200


def test_a_page_of_results_that_is_not_there_is_no_error(council: Council) -> None:
    council.page(council.branches["website"], "delta")
    for number in ("0", "-1", "abc", "1e9", "1000000", "٣", ""):
        answer = council.client().get("/search/", {"q": "delta", "page": number})
        assert answer.status_code in {200, 404}, number


def test_suggestions_are_titles_that_go_on_like_that(council: Council) -> None:
    council.page(council.branches["website"], "epsilon")
    council.page(council.branches["intranet"], "epsilon-staff")
    client = council.client()
    assert client.get("/search/suggestions/", {"q": "title eps"}).json() == {"suggestions": ["Title epsilon"]}
    assert client.get("/search/suggestions/", {"q": "e"}).json() == {"suggestions": []}


def test_suggestions_stay_whichever_letter_was_typed_last(council: Council) -> None:
    for slug in ("recycling", "libraries", "dŵr"):
        council.page(council.branches["website"], slug)
    client = council.client()
    for word in ("recycling", "libraries", "dŵr"):
        for length in range(3, len(word) + 1):
            told = client.get("/search/suggestions/", {"q": word[:length]}).json()
            assert told == {"suggestions": [f"Title {word}"]}, word[:length]
    # A letter and its accent may come apart.
    assert "Title dŵr" in client.get("/search/", {"q": "dw\u0302r"}).content.decode()
    assert client.get("/search/suggestions/", {"q": "recyclex"}).json() == {"suggestions": []}
    assert client.get("/search/suggestions/", {"q": "title recycli"}).json() == {"suggestions": ["Title recycling"]}
    assert client.get("/search/suggestions/", {"q": "council recycli"}).json() == {"suggestions": []}


def test_what_was_found_is_kept_until_it_expires(council: Council) -> None:
    with time_machine.travel(timezone.now(), tick=True) as clock:
        article(council, expire_at=timezone.now() + datetime.timedelta(hours=1))
        council.page(council.branches["website"], "publicword")
        client = council.client()

        def told() -> tuple[int, list[str]]:
            answer = client.get("/api/v1/search/", {"q": "publicword", "limit": "1"}).json()
            return answer["total"], [each["title"] for each in answer["items"]]

        assert told() == (2, ["Title publicword"])
        with CaptureQueriesContext(connection) as asked:
            assert told() == (2, ["Title publicword"])
        assert asked and not any("search_searchdocument" in each["sql"] for each in asked)
        clock.shift(3601)
        assert told() == (1, ["Title publicword"])


def test_what_is_left_to_the_worker_is_asked_for_in_the_same_transaction(council: Council) -> None:
    keys = set(range(10**6, 10**6 + services.AT_ONCE + 1))
    with override_settings(TASKS={"default": {"BACKEND": "cms.core.queue.Queue"}}):
        services.update(keys)
    asked = DBTaskResult.objects.filter(task_path="search.services.write_later")
    assert {key for each in asked for key in each.args_kwargs["args"][0]} == keys

"""Editors steer search: the next search obeys, and shows nobody more than before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from search.models import BlockedSuggestion, Promotion, Synonym
from tests.search.test_results import article
from tests.testmere import Council

LANGUAGE = {"language": "en-gb"}


def administrator(council: Council) -> Client:
    """A browser of an administrator."""
    user = council.users["staff"]
    user.is_superuser = True
    user.save()
    return council.client("staff")


def titles(council: Council, query: str, reader: str | None = None) -> list[str]:
    """Those of what a reader finds, best first."""
    answer = council.client(reader).get("/api/v1/search/", {"q": query})
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def posted(admin: Client, path: str, **fields: Any) -> None:
    """Fills in a form of the admin."""
    answer = admin.post(f"/admin/{path}/new/", {**LANGUAGE, **fields})
    assert answer.status_code == 302, answer.content.decode()[:2000]


def steer_and_look(council: Council, bring_in_step: Callable[[], object]) -> None:
    """The whole round: synonyms, pins, exclusions and blocked suggestions, on whichever engine answers."""
    website = council.branches["website"]
    rubbish, refuse = council.page(website, "rubbish"), council.page(website, "refuse")
    hidden = council.page(council.branches["intranet"], "depot")
    bring_in_step()
    admin = administrator(council)
    assert titles(council, "rubbish") == ["Title rubbish"]

    posted(admin, "search-synonyms", phrase="Rubbish", meaning="refuse")
    assert titles(council, "rubbish") == ["Title rubbish", "Title refuse"]
    assert titles(council, "refuse") == ["Title refuse"]
    synonym = Synonym.objects.get()
    fields = {**LANGUAGE, "phrase": "rubbish", "meaning": "refuse", "both_ways": "on"}
    admin.post(f"/admin/search-synonyms/edit/{synonym.pk}/", fields)
    assert titles(council, "refuse") == ["Title refuse", "Title rubbish"]

    posted(admin, "search-promotions", query="RUBBISH", page=hidden.pk, action="pin", place=1)
    assert titles(council, "rubbish") == ["Title rubbish", "Title refuse"]
    posted(admin, "search-promotions", query="rubbish", page=refuse.pk, action="pin", place=2)
    assert titles(council, "rubbish") == ["Title refuse", "Title rubbish"]
    posted(admin, "search-promotions", query="refuse", page=rubbish.pk, action="exclude", place=1)
    assert titles(council, "refuse") == ["Title refuse"]

    # Who is corrected is steered as if they had typed what they meant.
    assert titles(council, "rubbsih") == ["Title refuse", "Title rubbish"]

    offered = council.client().get("/api/v1/suggestions/", {"q": "title"}).json()["suggestions"]
    assert {"Title rubbish", "Title refuse"} <= set(offered)
    posted(admin, "search-blocked", phrase="Title Rubbish")
    offered = council.client().get("/api/v1/suggestions/", {"q": "title"}).json()["suggestions"]
    assert "Title refuse" in offered and "Title rubbish" not in offered

    tried = admin.get("/admin/search-try/", {"q": "rubbish", "reader": "public", "language": "en-gb"}).content.decode()
    assert "pinned for this search" in tried and "refuse, by a synonym" in tried and "depot" not in tried
    tried = admin.get("/admin/search-try/", {"q": "rubbish", "reader": "staff", "language": "en-gb"}).content.decode()
    assert "Title depot" in tried
    tried = admin.get("/admin/search-try/", {"q": "rubbsih", "reader": "public", "language": "en-gb"}).content.decode()
    assert "pinned for this search" in tried and "Searched for “rubbish” instead" in tried


@pytest.mark.django_db
def test_the_next_search_obeys(council: Council) -> None:
    steer_and_look(council, lambda: call_command("clock", "--once"))


@pytest.mark.django_db
def test_an_editor_learns_nothing_of_what_they_may_not_read(council: Council) -> None:
    article(council)
    hidden = council.page(council.branches["website"], "secret", audiences=["resident"])
    promotion = Promotion.objects.create(language="en-gb", query="x", page=Page.objects.get(pk=hidden.pk))
    editor = council.users["staff"]
    editor.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="search", codename__endswith="_promotion"),
    )
    client = council.client("staff")
    assert client.get("/admin/search-promotions/").status_code == 200
    assert "secret" not in client.get("/admin/search-promotions/").content.decode()
    for view in ("edit", "delete", "history", "history-results", "usage"):
        assert client.get(f"/admin/search-promotions/{view}/{promotion.pk}/").status_code == 404
    asked = {"q": "agentword", "reader": "agent", "language": "en-gb"}
    tried = client.get("/admin/search-try/", asked).content.decode()
    assert "Select a valid choice" in tried and "Missed bins" not in tried
    assert (
        "Missed bins" in client.get("/admin/search-try/", {**asked, "q": "bins", "reader": "public"}).content.decode()
    )
    editor.user_permissions.clear()
    assert "Try a search" not in council.client("staff").get("/admin/search-try/", asked).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("search-synonyms", {"phrase": "!!", "meaning": "x"}, "Give at least one word"),
        ("search-synonyms", {"phrase": "x", "meaning": "X"}, "These are the same words"),
        ("search-synonyms", {"phrase": "x" * 101, "meaning": "x"}, "at most 100 characters"),
        ("search-promotions", {"query": "x", "page": 10**9, "place": 1, "action": "pin"}, "Select a valid choice"),
        ("search-blocked", {"phrase": ""}, "This field is required"),
    ],
)
def test_a_form_says_what_is_wrong(council: Council, path: str, fields: dict[str, Any], told: str) -> None:
    answer = administrator(council).post(f"/admin/{path}/new/", {**LANGUAGE, **fields})
    assert answer.status_code == 200 and told in answer.content.decode()
    assert not Synonym.objects.exists() and not Promotion.objects.exists() and not BlockedSuggestion.objects.exists()

"""What is kept of searches: enough to see what people do not find, and nothing of who they are."""

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import override_settings

from search import logbook
from search.masking import masked
from search.models import SearchClick, SearchEvent, SearchGap
from tests.search.test_steering import administrator
from tests.testmere import Council

pytestmark = pytest.mark.django_db
MINE = {"text": "bulky rubish", "scope": "public", "language": "en-gb"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Bulky   WASTE? ", "bulky waste"),
        ("bill for jo.o'neil+tax@example.org", "bill for [email]"),
        ("bins sw1a 1aa", "bins [postcode]"),
        ("bins EH991SP today", "bins [postcode] today"),
        ("bins SW1A-1AA", "bins [postcode]"),
        ("jo @ example.org bill", "[email] bill"),
        ("call 07700 900123", "call # #"),
        ("form p45", "form p #"),
        ("a\x00b", "a b"),
        ("[Bulky\x00 WASTE]", "bulky waste"),
    ],
)
def test_nothing_personal_is_kept(text: str, kept: str) -> None:
    assert masked(text) == kept


def test_a_search_is_kept_and_answered_by_what_somebody_chose(council: Council) -> None:
    logbook.flush()
    SearchEvent.objects.all().delete()
    anybody, partner = council.client(), council.client("partner.x")
    for text in ("Bulky rubish", "bulky  RUBISHES", "bulky rubish"):
        anybody.get("/search/", {"q": text})
    partner.get("/api/v1/search/", {"q": "crane"})
    anybody.get("/search/", {"q": "x" * 501})
    logbook.flush()
    assert sorted(SearchEvent.objects.values_list("text", "scope", "total")) == [
        ("bulky rubish", "public", 0),
        ("bulky rubish", "public", 0),
        ("bulky rubishes", "public", 0),
        ("crane", "partner", 0),
    ]
    admin = administrator(council)
    listed = admin.get("/admin/search-lacking/").content.decode()
    assert "See to “bulky rubish”" in listed and "bulky rubishes" in listed and "See to “bulky rubishes”" not in listed
    answer = admin.post("/admin/search-lacking/", MINE)
    gap = SearchGap.objects.get()
    assert answer["Location"] == f"/admin/search-gaps/edit/{gap.pk}/" and gap.owner == council.users["staff"]
    admin.post(answer["Location"], {"owner": gap.owner.pk, "note": "Write it"})
    admin.post(f"/admin/search-gaps/delete/{gap.pk}/")
    assert SearchGap.objects.get().note == "Write it"

    hidden = council.page(council.branches["intranet"], "rubish-staff")
    page = council.page(council.branches["website"], "rubish")
    for key, rank, status in ((hidden.pk, 1, 204), (10**9, 1, 204), (page.pk, 10**6, 204), (page.pk, "one", 400)):
        told = anybody.post("/search/clicks/", {"q": "bulky rubish", "page": key, "rank": rank})
        assert told.status_code == status
    logbook.flush()
    assert not SearchClick.objects.exists() and SearchGap.objects.get().closed_at is None
    # Which the words do not find, whoever says so.
    other = council.page(council.branches["website"], "unrelated")
    anybody.post("/search/clicks/", {"q": "bulky rubish", "page": other.pk, "rank": 1})
    assert SearchGap.objects.get().closed_at is None
    anybody.post("/search/clicks/", {"q": "Bulky rubish", "page": page.pk, "rank": 3})
    logbook.flush()
    assert SearchClick.objects.get(page_id=page.pk).rank == 3
    assert SearchGap.objects.get().closed_at is not None
    assert anybody.get("/search/clicks/").status_code == 405

    anybody.get("/search/", {"q": "rubish"})
    anybody.get("/search/", {"q": "bulky rubish"})
    logbook.flush()
    unchosen = admin.get("/admin/search-lacking/", {"lacking": "click"}).content.decode()
    assert "See to “rubish”" in unchosen and "See to “bulky rubish”" not in unchosen


def test_another_front_end_tells_that_a_search_has_been_answered(council: Council) -> None:
    council.page(council.branches["website"], "rubish")
    SearchGap.objects.create(**MINE)
    anybody = council.client()
    told = anybody.get("/api/v1/search/", {"q": "Bulky rubish"}).json()
    body = {"token": told["click"], "id": told["items"][0]["id"]}
    assert anybody.post("/api/v1/search/clicks/", body, content_type="application/json").status_code == 204
    assert SearchGap.objects.get().closed_at is not None


def test_it_is_not_kept_for_ever_and_not_at_all_where_nobody_wants_it(council: Council) -> None:
    logbook.flush()
    SearchEvent.objects.all().delete()
    with override_settings(SEARCH_LOG_SECONDS=0):
        council.client().get("/search/", {"q": "crane"})
    logbook.flush()
    assert not SearchEvent.objects.exists()
    with time_machine.travel("2020-01-01"):
        SearchEvent.objects.create(text="old", scope="public", language="en-gb", total=0, took=1, engine="database")
    logbook.tidy()
    assert not SearchEvent.objects.exists()


def test_searches_of_others_stay_with_those_who_may_read_what_they_read(council: Council) -> None:
    SearchEvent.objects.create(text="agents", scope="agent", language="en-gb", total=0, took=1, engine="database")
    SearchGap.objects.create(text="agents", scope="agent", language="en-gb")
    council.users["staff"].user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "change_searchgap", "view_searchgap"])
    )
    client = council.client("staff")
    for path in ("/admin/search-lacking/", "/admin/search-gaps/"):
        answer = client.get(path)
        assert answer.status_code == 200 and "agents" not in answer.content.decode()
    for view in ("edit", "history", "history-results", "usage"):
        assert client.get(f"/admin/search-gaps/{view}/{SearchGap.objects.get().pk}/").status_code == 404
    client.post("/admin/search-lacking/", {"text": "agents", "scope": "agent", "language": "en-gb"})
    assert SearchGap.objects.count() == 1

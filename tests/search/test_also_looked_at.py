"""What others chose who searched for the same, as far as the reader may see it."""

from django.test import Client, override_settings

from cms.access.memory import SHELF
from cms.access.services import restrict
from search import logbook
from tests.testmere import Council


def choose(client: Client, page: int, times: int = 3) -> None:
    """Notes that somebody chose a page among the results of a search."""
    for _ in range(times):
        client.post("/search/clicks/", {"q": "Holiday", "page": page, "rank": 1})
    logbook.flush()
    # As a minute does.
    SHELF.clear()


def titles(client: Client, query: str = "holiday") -> list[str]:
    """What others looked at, as JSON."""
    told = client.get("/api/v1/search/", {"q": query}).json()
    return [each["title"] for each in told["also"]]


@override_settings(SEARCH_LOG_SECONDS=3600)
def test_what_others_chose_is_shown_to_who_may_see_it(council: Council) -> None:
    council.page(council.branches["website"], "holiday")
    often = council.page(council.branches["website"], "often")
    seldom = council.page(council.branches["website"], "seldom")
    rota = council.page(council.branches["intranet"], "rota")
    public, staff = council.client(), council.client("staff")
    choose(public, seldom.pk, times=2)
    assert titles(public) == []  # too few to say
    choose(public, often.pk, times=4)
    choose(public, seldom.pk, times=1)
    choose(public, rota.pk, times=9)  # which the public cannot have found
    assert titles(public) == ["Title often", "Title seldom"]
    assert titles(public, "another") == []
    assert titles(staff) == []  # what the public does is none of theirs
    choose(staff, rota.pk)
    assert titles(staff) == ["Title rota"] and titles(public) == ["Title often", "Title seldom"]
    html = public.get("/search/", {"q": "HOLIDAY"}).content.decode()
    section = html.split("People also looked at")[1].split("</section>")[0]
    assert 'href="/often/">Title often</a>' in section and "rota" not in section
    restrict(often, ["staff"])
    assert titles(public) == ["Title seldom"]
    assert "Title often" not in public.get("/search/", {"q": "holiday"}).content.decode()

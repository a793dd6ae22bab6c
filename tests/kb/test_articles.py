"""Articles on the three sites."""

import pytest
from wagtail.models import Revision

from kb.models import ArticlePage
from tests.search.test_results import article
from tests.testmere import Council

PATH = "/help/waste/missed-bins/"


def test_each_reader_reads_their_parts(council: Council) -> None:
    article(council)
    words = {"publicword", "residentword", "partnerword", "onlyxword", "agentword", "shortword"}
    expected = {
        None: {"publicword"},
        "resident": {"publicword", "residentword"},
        "partner.x": {"publicword", "partnerword", "onlyxword"},
        "partner.y": {"publicword", "partnerword"},
        "staff": {"publicword"},
        "agent": {"publicword", "agentword", "shortword"},
    }
    for reader, seen in expected.items():
        text = council.client(reader).get(PATH).content.decode()
        assert {word for word in words if word in text} == seen, reader


@pytest.mark.parametrize(
    ("audiences", "widest"),
    [([], "www.localhost"), (["partner", "staff"], "extranet.localhost"), (["staff"], "intranet.localhost")],
)
def test_the_canonical_address_is_on_the_widest_host(council: Council, audiences: list[str], widest: str) -> None:
    article(council, audiences=audiences)
    text = council.client("staff").get(PATH).content.decode()
    canonical = text.split('rel="canonical" href="')[1].split('"')[0]
    assert canonical.split("/")[2].split(":")[0] == widest


def test_the_owner_says_that_an_article_is_still_correct(council: Council) -> None:
    page = article(council, contact_user=council.users["staff"])
    before = Revision.objects.count()
    assert "Still correct" in council.client("staff").get(PATH).content.decode()
    assert council.client("staff").post(f"/articles/{page.pk}/verify/").status_code == 302
    verified = ArticlePage.objects.get(pk=page.pk)
    assert verified.last_verified_by == council.users["staff"]
    assert verified.last_verified_at is not None
    assert Revision.objects.count() == before


@pytest.mark.parametrize("reader", [None, "resident", "partner.x", "agent"])
def test_nobody_else_can_say_so(council: Council, reader: str | None) -> None:
    page = article(council, contact_user=council.users["staff"])
    if reader == "agent":
        assert "Still correct" not in council.client(reader).get(PATH).content.decode()
    answer = council.client(reader).post(f"/articles/{page.pk}/verify/")
    missing = council.client(reader).post("/articles/999999/verify/")
    assert answer.status_code == missing.status_code == 404
    assert ArticlePage.objects.get(pk=page.pk).last_verified_at is None


def test_staff_see_where_an_article_is_used(council: Council) -> None:
    page = article(council)
    user = council.page(council.branches["intranet"], "handbook")
    user.body = [("article", {"article": page})]  # type: ignore[assignment]
    user.save_revision().publish()
    assert "Title handbook" in council.client("staff").get(PATH).content.decode()
    page_shown = council.client("staff").get("/handbook/").content.decode()
    assert "publicword" in page_shown
    assert "agentword" not in page_shown

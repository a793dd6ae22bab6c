"""Editors look after what is published, and do not show it to more readers by accident."""

import datetime
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Response, expect

from tests.demo.council import Council
from tests.demo.inventory import Place
from tests.journeys import editor

pytestmark = pytest.mark.needs("chromium")


def test_an_editor_says_that_an_article_is_still_correct(demo: Council, read: Callable[..., Page]) -> None:
    article = demo.find("ArticlePage", "intranet", "staff")
    before = demo.count("wagtailcore_revision")
    page = read("intranet", "editor", article["path"])
    page.get_by_role("button", name="Still correct").click()
    today = datetime.datetime.now(ZoneInfo("Europe/London"))
    expect(page.get_by_role("main")).to_contain_text(f"Last checked on {today.day} {today:%B %Y}.")
    assert demo.count("wagtailcore_revision") == before
    others = read("intranet", "staff", article["path"])
    expect(others.get_by_role("heading", level=1)).to_have_text(article["title"])
    expect(others.get_by_role("button", name="Still correct")).to_have_count(0)


def test_more_readers_need_somebody_elses_approval(demo: Council, read: Callable[..., Page]) -> None:
    page = for_residents(demo)
    editing = read("intranet", "admin", f"/admin/pages/{page['key']}/edit/")
    editor.choose_audiences(editing, "Everyone")
    editor.act(editing, re.compile("^Submit to "))
    editor.expect_message(editing, "could not be saved due to validation errors")
    editing.get_by_role("tab", name="Settings (1 error)").click()
    field = editing.get_by_role("region", name="Who may see this")
    expect(field).to_contain_text(
        "This would show the page to more readers: now Signed-in residents, then also Everyone. Confirm that below."
    )
    assert status(read("website", path="/"), page["path"]) == 404


def test_fewer_readers_take_effect_when_somebody_saves(demo: Council, read: Callable[..., Page]) -> None:
    article = demo.places_of("kb.ArticlePage", "website", "")[5]
    reading = read("website")
    editing = read("intranet", "admin", f"/admin/pages/{article['key']}/edit/")
    with editing.expect_response(saves_itself):
        editor.choose_audiences(editing, "Staff")
    assert status(reading, article["path"]) == 200
    editor.act(editing, "Save draft")
    editor.expect_message(editing, "has been updated")
    assert status(reading, article["path"]) == 404


def for_residents(demo: Council) -> Place:
    """A page of the website that only signed-in residents may see."""
    open_to_all = {place["path"] for place in demo.places if (place["host"], place["reader"]) == ("website", "")}
    own = demo.places_of("website.ContentPage", "website", "resident.a")
    return next(place for place in own if place["path"] not in open_to_all)


def saves_itself(response: Response) -> bool:
    """Whether the editor has just saved a draft by itself."""
    request = response.request
    return request.method == "POST" and "text/html" not in request.headers.get("accept", "") and response.ok


def status(page: Page, path: str) -> int:
    """What the host of the page answers at this address."""
    response = page.goto(path)
    assert response is not None
    return response.status

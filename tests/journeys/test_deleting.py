"""What was deleted says so, and leads on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.demo.council import Council

pytestmark = pytest.mark.needs("chromium")


def test_a_deleted_page_is_gone(demo: Council, read: Callable[..., Page]) -> None:
    news = next(place for place in demo.places_of("website.NewsPage", "website", "") if "/older-" in place["path"])
    reading = read("website", path=news["path"])
    expect(reading.get_by_role("heading", level=1)).to_have_text(news["title"])
    deleting = read("intranet", "admin", f"/admin/pages/{news['key']}/delete/")
    deleting.get_by_role("button", name="Yes, delete it").click()
    expect(deleting.get_by_role("main").get_by_role("status")).to_contain_text("deleted")
    response = reading.reload()
    assert response is not None
    assert response.status == 410
    expect(reading.get_by_role("heading", level=1)).to_be_visible()
    reading.get_by_role("main").get_by_role("link").first.click()
    expect(reading.get_by_role("heading", level=1)).to_have_text("Northmere Council")

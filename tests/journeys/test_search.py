"""A resident finds a page on a small screen, by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.needs("chromium")

SMALL = {"width": 320, "height": 640}
MOST_STOPS = 100


def test_a_resident_searches_and_opens_a_result_by_keyboard(read: Callable[..., Page]) -> None:
    page = read("website", "resident.a", viewport=SMALL)
    tab_to(page.get_by_role("search").get_by_role("combobox"))
    page.keyboard.type("blue badge")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name=re.compile(r"results for “blue badge”"))).to_be_visible()
    result = page.get_by_role("main").get_by_role("heading", level=3).first.get_by_role("link")
    title = result.inner_text()
    tab_to(result)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def tab_to(wanted: Locator) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(MOST_STOPS):
        wanted.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached in {MOST_STOPS} stops")

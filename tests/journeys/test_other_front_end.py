"""The front end that the documentation spells out shows the demo council."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.needs("chromium")

DOCUMENT = Path(__file__).parents[2] / "docs" / "how-to" / "read-with-another-front-end.md"
PATH = "/front-end.html"


def test_the_documented_front_end_reads_pages_menu_alerts_and_search(read: Callable[..., Page]) -> None:
    page = read("website")
    title = page.get_by_role("heading", level=1).inner_text()
    written = re.search(r"```html\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert written is not None
    page.route(f"**{PATH}", lambda route: route.fulfill(content_type="text/html", body=written.group(1)))

    page.goto(PATH)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(title)
    expect(page.locator("#alerts")).not_to_be_empty()
    page.get_by_role("navigation").get_by_role("link", name="Bins and recycling").click()
    expect(heading).to_have_text("Bins and recycling")
    page.get_by_role("main").get_by_role("link", name="Book a bulky waste collection").click()
    expect(heading).to_have_text("Book a bulky waste collection")
    # The words of a fact, as they stand in the page.
    expect(page.get_by_role("main")).to_contain_text("A bulky waste collection costs £")

    page.get_by_label("Search").fill("blue badge")
    page.get_by_role("button", name="Search").click()
    expect(heading).to_have_text(re.compile(r"^[1-9]\d* found$"))

"""An agent searches by keyboard all day, a resident without JavaScript, and an editor steers what they find."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.demo.council import Council
from tests.journeys.editor import choose_page, expect_message

pytestmark = pytest.mark.needs("chromium")

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def test_an_agent_finds_opens_and_hands_on_by_keyboard(read: Callable[..., Page]) -> None:
    page = read("intranet", "agent", permissions=CLIPBOARD)
    page.keyboard.press("/")
    field = page.get_by_role("search").get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("bin/c")
    expect(field).to_have_value("bin/c")
    field.fill("rubish bins")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Showing results for rubbish bins.")).to_be_visible()
    results = page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link")
    expect(page.get_by_text("next and previous result")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.press("ArrowDown")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    title, address = results.nth(1).inner_text(), results.nth(1).evaluate("link => link.href")
    page.keyboard.press("c")
    copied = page.get_by_role("status").filter(has_text="The link has been copied:")
    expect(copied).to_contain_text(title)
    assert page.evaluate("() => navigator.clipboard.readText()") == address
    page.get_by_role("button", name="Copy link").first.click()
    expect(copied).to_contain_text(results.nth(0).inner_text())
    assert page.evaluate("() => navigator.clipboard.readText()") == results.nth(0).evaluate("link => link.href")
    results.nth(0).focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("search").get_by_role("combobox")).to_be_focused()
    results.nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    page.goto("/")
    page.get_by_role("button", name="Turn keyboard shortcuts off").click()
    page.reload()
    expect(page.get_by_role("button", name="Turn keyboard shortcuts on")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("body")).to_be_focused()


def test_titles_are_offered_and_refused_by_keyboard(read: Callable[..., Page]) -> None:
    page = read("website", path="/search/")
    field = page.get_by_role("main").get_by_role("combobox")
    field.press_sequentially("bin")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="There are suggestions")).to_have_count(1)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("bin")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowUp")
    title = options.last.inner_text()
    field.press("Enter")
    expect(page.get_by_role("heading", level=2, name=re.compile(re.escape(f"“{title}”")))).to_be_visible()
    link = page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").first
    with page.expect_response(lambda answer: "/search/clicks/" in answer.url) as told:
        link.click(modifiers=["Control"])
    assert told.value.status == 204


def test_a_resident_narrows_results_without_javascript(read: Callable[..., Page]) -> None:
    page = read("website", path="/search/?q=bins", java_script_enabled=False, viewport={"width": 320, "height": 800})
    count = page.get_by_role("heading", level=2, name=re.compile("results? for “bins”"))
    before = count.inner_text()
    page.get_by_text("Filter results").first.click()
    page.get_by_role("group", name="Kind").get_by_label("Guide").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(count).not_to_have_text(before)
    expect(page.get_by_text("1 filter on")).to_be_visible()
    kinds = page.locator(".result__kind").all_inner_texts()
    assert kinds and set(kinds) == {"Guide"}
    page.get_by_role("link", name="Remove the filter Guide").click()
    expect(count).to_have_text(before)


def test_an_editor_pins_a_page_and_the_next_search_obeys(demo: Council, read: Callable[..., Page]) -> None:
    pinned = demo.find("NewsPage", "website")["title"]
    admin = read("intranet", "admin", "/admin/search-promotions/new/")
    admin.get_by_role("main").get_by_role("textbox", name="Search").fill("Bins")
    choose_page(admin.get_by_role("main"), pinned)
    admin.get_by_role("button", name="Create").click()
    expect_message(admin, "created")
    resident = read("website", path="/search/?q=bins")
    first = resident.get_by_role("main").get_by_role("heading", level=3).first
    expect(first).to_have_text(pinned)
    admin.goto("/admin/search-try/?q=bins&reader=public&language=en-gb")
    row = admin.get_by_role("row").filter(has_text=pinned)
    expect(row).to_contain_text("It is pinned for this search.")
    admin.goto("/admin/search-promotions/")
    edit = str(admin.get_by_role("main").get_by_role("link", name="bins", exact=True).get_attribute("href"))
    admin.goto(edit.replace("/edit/", "/delete/"))
    admin.get_by_role("button", name=re.compile("Yes, delete")).click()
    expect_message(admin, "deleted")
    resident.reload()
    expect(first).not_to_have_text(pinned)

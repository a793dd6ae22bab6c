"""Facts at work: an editor puts one into a sentence, a second person approves, and the fact changes once for all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.demo.council import Council
from tests.journeys import editor

pytestmark = pytest.mark.needs("chromium")


def test_no_page_of_the_demo_council_contradicts_a_fact(demo: Council, read: Callable[..., Page]) -> None:
    page = read("intranet", "admin", "/admin/reports/facts/")
    expect(page.get_by_role("main")).to_contain_text("No page that you work on contradicts a fact.")
    page.goto("/admin/snippets/facts/fact/")
    expect(page.get_by_role("link", name="Blue Badge fee", exact=True)).to_be_visible()


def test_a_fact_is_put_in_approved_and_changed_on_all_pages(demo: Council, read: Callable[..., Page]) -> None:
    place = next(place for place in demo.places if place["title"] == "Report a missed bin")
    other = next(place for place in demo.places if place["title"] == "Book a bulky waste collection")
    writing = read("intranet", "contractor", f"/admin/pages/{place['key']}/edit/")
    insert(writing, "We take the old things away for ", "FACT", "Bulky waste fee")
    insert(writing, "This is the whole of it: ", "FACT_FULL", "Bulky waste fee")
    editor.act(writing, re.compile("^Submit to "))
    editor.expect_message(writing, "has been submitted")
    reading = read("website", "", place["path"])
    expect(reading.get_by_role("main")).not_to_contain_text("£36")

    approving = read("intranet", "approver", f"/admin/pages/{place['key']}/edit/")
    editor.act(approving, "Approve and publish")
    editor.expect_message(approving, "has been updated")
    reading.reload()
    expect(reading.get_by_role("main")).to_contain_text("We take the old things away for £36")
    expect(reading.get_by_role("main")).to_contain_text("A bulky waste collection costs £36 for up to three items")

    changing = read("intranet", "approver", "/admin/snippets/facts/fact/")
    changing.get_by_role("link", name="Bulky waste fee", exact=True).click()
    expect(changing.get_by_role("main")).to_contain_text(place["title"])
    changing.get_by_label("Short*").fill("£37")
    changing.get_by_label("Full").fill("A bulky waste collection costs £37 for up to three items.")
    changing.get_by_label("These pages change at once").check()
    editor.act(changing, "Publish")
    editor.expect_message(changing, "Bulky waste fee")
    for shown in (place, other):
        reading.goto(shown["path"])
        expect(reading.get_by_role("main")).to_contain_text("A bulky waste collection costs £37 for up to three items.")
        expect(reading.get_by_role("main")).not_to_contain_text("£36")
    writing.goto(f"/admin/pages/{place['key']}/history/")
    expect(writing.get_by_role("main")).to_contain_text("Fact changed: Bulky waste fee, from “£36” to “£37”")


def insert(page: Page, words: str, button: str, fact: str) -> None:
    """Write a paragraph at the end of the first text of the body, and put the fact in the place of its last letter."""
    block = page.get_by_role("region", name="Body").get_by_role("region", name=re.compile("^Text")).first
    text = block.locator("[contenteditable='true']")
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(f"{words}x")
    # The toolbar stands over what is marked.
    page.keyboard.press("Shift+ArrowLeft")
    page.locator(f"button.Draftail-ToolbarButton[name='{button}']:visible").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("link", name=fact, exact=True).click()
    expect(dialog).to_have_count(0)
    expect(text).to_contain_text(f"{words}{fact}")
    # The editor hands over what was typed a moment later.
    expect(block.locator("input[name$='-value']")).to_have_value(re.compile(f"{words}{fact}.*{button}"))

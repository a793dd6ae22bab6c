"""An article is written once, approved, and read on three sites, by each reader exactly as far as they may."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.demo.council import Council
from tests.journeys import editor

pytestmark = pytest.mark.needs("chromium")

TITLE = "Borrowing a folding bicycle"
PATH = "borrowing-a-folding-bicycle"
# One word of each part, found nowhere else.
EVERYONE, STAFF, PARTNERS, POLICE, AGENT = "heronwick", "otterholt", "ravenmoor", "foxglade", "larkspire"
WORDS = (EVERYONE, STAFF, PARTNERS, POLICE, AGENT)
READERS = {
    ("website", ""): {EVERYONE},
    ("website", "resident.a"): {EVERYONE},
    ("intranet", "staff"): {EVERYONE, STAFF},
    ("intranet", "agent"): {EVERYONE, STAFF, AGENT},
    ("extranet", "partner.x"): {EVERYONE, PARTNERS, POLICE},
    ("extranet", "partner.y"): {EVERYONE, PARTNERS},
}
NOBODY: dict[tuple[str, str], set[str]] = {reader: set() for reader in READERS}
STAFF_ONLY = {**NOBODY, ("intranet", "staff"): {EVERYONE, STAFF}, ("intranet", "agent"): {EVERYONE, STAFF, AGENT}}


def test_an_article_is_written_once_and_read_on_three_sites(demo: Council, read: Callable[..., Page]) -> None:
    section = next(place for place in demo.places if place["type"] == "kb.SectionPage")
    path = f"{section['path']}{PATH}/"
    pages = {reader: read(*reader) for reader in READERS}

    writing = read("intranet", "editor")
    editor.add_article(writing, section, TITLE)
    editor.add_part(writing, "For everyone", f"You can borrow one at {EVERYONE}.")
    editor.add_part(writing, "Staff only", f"The key is kept at {STAFF}.")
    editor.add_part(writing, "Partners", f"Partners call {PARTNERS}.")
    editor.add_part(writing, "Partners", f"Officers ask for {POLICE}.", ["Eastmoor Police"])
    editor.add_part(writing, "Agents: say this", f"Say that {AGENT} has one free.")
    editor.give_owner(writing)
    editor.act(writing, re.compile("^Submit to "))
    editor.expect_message(writing, "submitted for moderation")
    assert seen(pages, path) == NOBODY
    assert found(pages) == NOBODY

    approving = read("intranet", "admin", "/admin/")
    approving.get_by_role("link", name=TITLE).click()
    editor.act(approving, "Approve and publish")
    editor.expect_message(approving, "has been updated")
    assert seen(pages, path) == READERS
    assert found(pages) == READERS

    approving.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    approving.get_by_role("tab", name="Settings").click()
    approving.get_by_role("link", name="Restrict now").click()
    approving.get_by_label("Staff", exact=True).check()
    approving.get_by_label("All others lose the page at once").check()
    approving.get_by_role("button", name="Restrict now").click()
    editor.expect_message(approving, "is now for Staff only")
    assert seen(pages, path) == STAFF_ONLY
    assert found(pages) == STAFF_ONLY


def seen(pages: dict[tuple[str, str], Page], path: str) -> dict[tuple[str, str], set[str]]:
    """The words that each reader reads at this address."""
    words: dict[tuple[str, str], set[str]] = {}
    for reader, page in pages.items():
        response = page.goto(path)
        assert response is not None
        text = page.get_by_role("main").inner_text()
        words[reader] = {word for word in WORDS if word in text}
        assert response.status == (200 if words[reader] else 404), reader
        assert not words[reader] or page.get_by_role("heading", level=1, name=TITLE).is_visible(), reader
    return words


def found(pages: dict[tuple[str, str], Page]) -> dict[tuple[str, str], set[str]]:
    """The words by which each reader finds the article."""
    words: dict[tuple[str, str], set[str]] = {}
    for reader, page in pages.items():
        words[reader] = set()
        for word in WORDS:
            page.get_by_role("search").get_by_role("combobox").fill(word)
            page.keyboard.press("Enter")
            count = page.get_by_role("heading", name=re.compile(r"^\d+ results? for"))
            expect(count).to_contain_text(word)
            hits = page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).count()
            assert count.inner_text().strip().startswith(f"{hits} result"), reader
            if hits:
                words[reader].add(word)
    return words

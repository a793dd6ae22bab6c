"""An alert hangs on a branch of the website while it runs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import editor

pytestmark = pytest.mark.needs("chromium")

TITLE = "The swimming pool has no water"
BRANCH = {"/libraries-and-leisure/", "/libraries-and-leisure/join-a-library/"}
ELSEWHERE = {"/", "/housing/"}


def test_an_alert_shows_on_its_branch_until_it_ends(read: Callable[..., Page]) -> None:
    reading = read("website")
    editing = read("intranet", "admin", "/admin/snippets/website/alert/add/")
    editing.get_by_role("combobox", name="Severity").select_option("Emergency")
    editing.get_by_role("textbox", name="Title*").fill(TITLE)
    editor.choose_page(editing.get_by_role("region", name="On this page and all below it"), "Libraries and leisure")
    editor.act(editing, "Save")
    editor.expect_message(editing, "created")
    assert shown_at(reading) == BRANCH

    editing.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    editor.fill_moment(editing.get_by_label("Starts"), "2020-01-02 06:00")
    editor.fill_moment(editing.get_by_label("Ends"), "2020-01-01 06:00")
    editor.act(editing, "Save")
    expect(editing.get_by_role("main")).to_contain_text("Choose an end after the start.")
    editor.fill_moment(editing.get_by_label("Ends"), "2020-01-03 06:00")
    editor.act(editing, "Save")
    editor.expect_message(editing, "updated")
    assert shown_at(reading) == set()


def shown_at(page: Page) -> set[str]:
    """Those of some addresses at which the alert is shown."""
    found = set()
    for path in BRANCH | ELSEWHERE:
        page.goto(path)
        notices = page.get_by_role("region", name="Important notices").filter(has_text=TITLE)
        if notices.count():
            expect(notices).to_contain_text("Emergency")
            found.add(path)
    return found

"""An editor's hands in Wagtail's admin."""

import re
from collections.abc import Iterable

from playwright.sync_api import Error, Locator, Page, expect

from tests.demo.inventory import Place

TRIES = 5


def add_article(page: Page, section: Place, title: str) -> None:
    """Begin a new article in a section of the knowledge base, as an editor of that branch."""
    page.goto(f"/admin/pages/{section['key']}/")
    page.get_by_role("link", name="Add child page").first.click()
    page.get_by_role("main").get_by_role("link", name="Article page", exact=True).click()
    page.get_by_role("textbox", name="Title*").fill(title)


def add_part(page: Page, kind: str, text: str, organisations: Iterable[str] = ()) -> None:
    """Add a part of this kind at the end of the article, with one paragraph of text."""
    parts = page.get_by_role("region", name="Parts")
    alike = parts.get_by_role("region", name=kind, exact=True)
    part = alike.nth(alike.count())
    _insert(parts, kind)
    # The editor puts the focus there when it is done, which would close the list of blocks.
    expect(part.get_by_role("textbox", name="Title")).to_be_focused()
    _insert(part, "Text")
    part.get_by_role("textbox").and_(page.locator("[contenteditable]")).fill(text)
    # The editor hands over what was typed a moment later.
    expect(part.locator("input[name$='-value'][required]")).to_have_value(re.compile(re.escape(text)))
    for organisation in organisations:
        part.get_by_label(organisation).check()


def choose_audiences(page: Page, *labels: str) -> None:
    """Choose exactly these audiences on the settings tab of an open editor."""
    page.get_by_role("tab", name="Settings").click()
    boxes = page.get_by_role("region", name="Who may see this").get_by_role("checkbox")
    for box in boxes.all():
        box.uncheck()
    for label in labels:
        page.get_by_role("region", name="Who may see this").get_by_label(label, exact=True).check()


def give_owner(page: Page, name: str = "Contact centre", email: str = "contact@northmere.example") -> None:
    """Say on the settings tab of an open editor who looks after the page, and until when it is good."""
    page.get_by_role("tab", name="Settings").click()
    page.get_by_label("Owner's name").fill(name)
    page.get_by_label("Owner's e-mail address").fill(email)
    # Without going into the field, whose calendar would lie over the buttons.
    write = "(field) => { field.value = '2030-01-31'; field.dispatchEvent(new Event('change', { bubbles: true })); }"
    page.get_by_label("Review by").evaluate(write)


def choose_page(field: Locator, title: str) -> None:
    """Choose a page in a field for one, by searching for its title."""
    field.get_by_role("button", name="Choose a page").click()
    dialog = field.page.get_by_role("dialog")
    dialog.get_by_label("Search term").fill(title)
    dialog.get_by_role("link", name=title, exact=True).click()
    expect(dialog).to_have_count(0)


def fill_moment(field: Locator, moment: str) -> None:
    """Type a date and time, and close the calendar that opens below the field, for it may lie over the buttons."""
    calendar = field.page.locator(".xdsoft_datetimepicker:visible")
    field.fill(moment)
    expect(calendar).to_have_count(1)
    field.page.locator("body").dispatch_event("mousedown")
    expect(calendar).to_have_count(0)


def act(page: Page, name: str | re.Pattern[str]) -> None:
    """Press one of the buttons at the foot of an open editor, be it in the menu of further ones."""
    actions = page.get_by_role("navigation", name="Actions")
    button = actions.get_by_role("button", name=name)
    if not button.is_visible():
        actions.get_by_role("button", name="More actions").click()
    button.click()


def expect_message(page: Page, text: str) -> None:
    """Wait for the admin's message that holds this text."""
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(text)


def _insert(stream: Locator, name: str) -> None:
    """Insert a block of this name at the end of a stream.

    The list of blocks closes when the editor moves the focus, as it does a moment after a block was put in: then open it again.
    """
    option = stream.page.get_by_role("option", name=name, exact=True)
    for _attempt in range(TRIES):
        if not option.is_visible():
            stream.get_by_role("button", name="Insert a block").last.click()
        try:
            option.click(timeout=5_000)
        except Error:
            continue
        return
    raise AssertionError(f"The list of blocks does not stay open with “{name}” in it.")

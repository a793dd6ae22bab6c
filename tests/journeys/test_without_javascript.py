"""Reading needs no JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.demo.council import DOMAIN, PASSWORD, Council

pytestmark = pytest.mark.needs("chromium")

PLAIN = {"java_script_enabled": False}


@pytest.mark.parametrize("width", [320, 1280])
def test_a_visitor_goes_about_the_website(read: Callable[..., Page], width: int) -> None:
    page = read("website", viewport={"width": width, "height": 900}, **PLAIN)
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():
        menu.click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Housing").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Housing")
    page.get_by_role("search").get_by_role("searchbox").fill("council tax")
    page.get_by_role("search").get_by_role("button", name="Search").click()
    result = page.get_by_role("main").get_by_role("heading", level=3).first.get_by_role("link")
    title = result.inner_text()
    result.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_member_of_staff_signs_in_to_what_was_asked_for_and_out_again(
    demo: Council, read: Callable[..., Page]
) -> None:
    asked = demo.find("ArticlePage", "intranet", "staff")
    page = read("intranet", path=asked["path"], **PLAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("E-mail address").fill(f"staff@{DOMAIN}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(asked["title"])
    expect(page.get_by_role("banner")).to_contain_text("Sunita Rao")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    page.goto(asked["path"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

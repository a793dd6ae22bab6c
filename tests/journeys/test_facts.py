"""The demo council keeps to its own facts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.demo.council import Council

pytestmark = pytest.mark.needs("chromium")


def test_no_page_of_the_demo_council_contradicts_a_fact(demo: Council, read: Callable[..., Page]) -> None:
    page = read("intranet", "admin", "/admin/reports/facts/")
    expect(page.get_by_role("main")).to_contain_text("No page that you work on contradicts a fact.")
    page.goto("/admin/snippets/facts/fact/")
    expect(page.get_by_role("link", name="Blue Badge fee", exact=True)).to_be_visible()

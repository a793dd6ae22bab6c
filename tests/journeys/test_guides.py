"""A guide is read part by part, or printed whole."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.demo.council import Council

pytestmark = pytest.mark.needs("chromium")


def test_a_guide_is_read_part_by_part(demo: Council, read: Callable[..., Page]) -> None:
    guide, parts = guide_of(demo)
    page = read("website", path=guide)
    expect(page.get_by_role("link", name="Previous")).to_have_count(0)
    for title in parts:
        page.get_by_role("link", name="Next").click()
        expect(page.get_by_role("main")).to_contain_text(title)
    expect(page.get_by_role("link", name="Next")).to_have_count(0)


def test_a_guide_is_printed_whole(demo: Council, read: Callable[..., Page]) -> None:
    guide, parts = guide_of(demo)
    page = read("website", path=guide)
    page.get_by_role("link", name="View the whole guide on one page").click()
    page.emulate_media(media="print")
    for title in parts:
        expect(page.get_by_role("heading", level=2, name=title)).to_be_visible()
    for on_screen_only in (page.get_by_role("navigation"), page.get_by_role("search"), page.get_by_role("button")):
        assert not any(each.is_visible() for each in on_screen_only.all())


def guide_of(demo: Council) -> tuple[str, list[str]]:
    """The address of a guide, and the titles of its parts in their order."""
    guide = demo.find("GuidePage", "website")["path"]
    parts = demo.places_of("website.GuidePartPage", "website", "")
    return guide, [part["title"] for part in parts if part["path"].startswith(guide)]

"""An editor looks at a page as its readers will, and asks somebody without an account."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.a11y.checks import faults
from tests.demo.council import Council
from tests.demo.specimens import PARTS

pytestmark = pytest.mark.needs("chromium")


def test_somebody_without_an_account_is_asked(demo: Council, read: Callable[..., Page]) -> None:
    article = next(place for place in demo.places if place["path"].endswith(f"/{PARTS}/"))
    editing = read("intranet", "admin", f"/admin/pages/{article['key']}/edit/")
    editing.get_by_role("tab", name="Settings").click()
    expect(editing.get_by_text("Sees it now:")).to_be_visible()
    editing.get_by_role("link", name="Preview as, or send a link").click()
    editing.get_by_label("As it is seen by").first.select_option("website:public")
    editing.get_by_role("button", name="Show").click()
    frame = editing.frame_locator("iframe[title='Preview']")
    expect(frame.get_by_role("heading", level=1)).to_have_text(article["title"])
    expect(frame.get_by_text("Agents: say this")).to_have_count(0)
    editing.locator("form[method=post] select[name=mode]").select_option("website:resident")
    editing.get_by_role("button", name="Make a link").click()
    address = editing.locator("#preview-address").inner_text()

    asked = read("website", path=address)
    assert faults(asked) == []
    asked.get_by_role("link", name="Read the page").click()
    expect(asked.get_by_role("heading", level=1)).to_have_text(article["title"])
    expect(asked.get_by_text("Signed-in residents").first).to_be_visible()
    asked.go_back()
    asked.get_by_label("It can be published like this").check()
    asked.get_by_label("Your name").fill("Ann Other")
    asked.get_by_label("Your e-mail address").fill("ann@other.example")
    asked.get_by_role("button", name="Send my answer").click()
    expect(asked.get_by_role("heading", level=1)).to_have_text("Thank you")
    response = asked.goto(address)
    assert response is not None
    assert response.status == 404
    editing.reload()
    expect(editing.get_by_role("main")).to_contain_text("Ann Other (ann@other.example)")

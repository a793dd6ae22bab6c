"""Everything is reached by keyboard, in sight, and shows that it is reached."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.a11y.checks import HEIGHT, NARROW, WIDE
from tests.a11y.states import COMMON_WORD, READER, Visit
from tests.demo.council import Council

pytestmark = pytest.mark.needs("chromium")

MOST_STOPS = 200
# What of an element's looks may tell that it has the focus; taken with and without it.
SHOWN = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const looks = () => { const style = getComputedStyle(here);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor,
            style.borderColor, style.textDecorationLine].join(); };
    const box = here.getBoundingClientRect();
    const inSight = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 0;
    const focused = looks();
    here.blur();
    const shows = looks() !== focused;
    here.focus({preventScroll: true, focusVisible: true});
    const name = `${here.tagName.toLowerCase()} ${here.className} ${here.textContent.trim().slice(0, 40)}`;
    return {name, first: here.classList.contains("govuk-skip-link"), inSight, shows};
}"""


@pytest.mark.parametrize("host", READER)
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", ["/", f"/search/?q={COMMON_WORD}", "article"])
def test_focus_is_visible_at_every_stop(
    demo: Council, visit: Callable[[str, str], Visit], host: str, width: int, path: str
) -> None:
    page = visit(host, READER[host]).page
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(demo.find("ArticlePage", host, READER[host])["path"] if path == "article" else path)
    assert hidden_stops(page) == []


def hidden_stops(page: Page) -> list[str]:
    """Tab through the whole page; the stops that are out of sight or look as if they had no focus."""
    hidden: list[str] = []
    for number in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(SHOWN)
        if number and (stop is None or stop["first"]):
            return hidden
        if not stop["inSight"] or not stop["shows"]:
            hidden.append(stop["name"])
    return [f"no end after {MOST_STOPS} stops"]


@pytest.mark.parametrize("host", READER)
def test_skip_link_leads_to_the_content(visit: Callable[[str, str], Visit], host: str) -> None:
    page = visit(host, READER[host]).page
    page.goto("/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to main content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

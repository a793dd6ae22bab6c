"""What is checked on a page that stands open in the browser."""

from functools import cache
from typing import Any

from playwright.sync_api import Page

from deploy.demo import ROOT

AXE = ROOT / "themes" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = 1280, 320
HEIGHT = 900
# WCAG 2.2 up to level AA, and what axe's makers hold to be good practice: order of headings, landmarks.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async rules => (await axe.run({runOnly: rules})).violations.flatMap(
    broken => broken.nodes.map(node => `${broken.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(each => `${each.tagName.toLowerCase()}.${each.className}`).slice(0, 5)"""


def faults(page: Page, widths: tuple[int, ...] = (WIDE, NARROW)) -> list[str]:
    """Everything wrong with the page at these widths, in CSS pixels; one line each."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"at {width} px: {fault}" for fault in [*broken_rules(page), *sideways(page)]]
    return found


def broken_rules(page: Page) -> list[str]:
    """Axe's violations."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    violations: list[str] = page.evaluate(RUN, RULES)
    return violations


def sideways(page: Page) -> list[str]:
    """What makes a reader scroll sideways."""
    if page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
        return []
    return [f"scrolls sideways: {page.evaluate(TOO_WIDE)}"]


def language(page: Page) -> tuple[Any, Any]:
    """The language and direction that the page declares."""
    return page.locator("html").get_attribute("lang"), page.locator("html").get_attribute("dir")


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")

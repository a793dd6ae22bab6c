"""Axe finds nothing on any page type, on any site, for any reader, at any width."""

from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from cms.core.models import BasePage
from kb.blocks import ArticlePartsBlock
from tests.a11y.checks import faults
from tests.a11y.states import State, Visit, states
from tests.demo.council import Council
from tests.demo.inventory import READERS, Place

pytestmark = pytest.mark.needs("chromium")

EYES = {"website": ("", "resident.a"), "intranet": ("agent",), "extranet": ("partner.x",)}
# The root of the knowledge base is shown by the hubs only.
NOT_SHOWN = {"kb.KnowledgeBasePage"}
# The addresses that `states` opens, and those that answer with no page of ours.
OPENED = {"sign-in", "signed-out", "search", "a-to-z", "preview-done", "wagtail_serve", "old-address"}
# Opened by the journey of somebody who was sent a link.
OF_JOURNEYS = {"preview-link", "preview-link-page"}
API = {
    "page_by_path",
    "page_by_id",
    "page_children",
    "navigation",
    "alerts",
    "sections",
    "articles",
    "suggest",
    "search_click",
}
NO_PAGE = {
    "sign-out",
    "verify-article",
    "search-click",
    "search-suggestions",
    "image",
    "document",
    "preview-link-image",
    "preview-link-document",
    "sitemap",
    "sitemap-part",
    "news-feed",
    "openapi",
    "unknown",
    *API,
}


def rows() -> Iterator[tuple[str, str, str]]:
    """Every page type on every site that can show it, for those who see most of it: (label, host, reader)."""
    for model in apps.get_models():
        if issubclass(model, BasePage) and model._meta.label not in NOT_SHOWN:
            own = model._meta.app_label
            for host in [own] if own in READERS else READERS:
                for reader in EYES[host]:
                    yield model._meta.label, host, reader


def chosen(places: list[Place]) -> list[Place]:
    """The two pages with the most kinds of blocks."""
    return sorted(places, key=lambda place: -len(place["blocks"]))[:2]


@pytest.mark.parametrize(("page_type", "host", "reader"), list(rows()))
def test_page(demo: Council, visit: Callable[[str, str], Visit], page_type: str, host: str, reader: str) -> None:
    places = chosen(demo.places_of(page_type, host, reader))
    assert places, f"the demo council has no {page_type} that {reader or 'anybody'} may see on the {host}"
    page = visit(host, reader).page
    for place in places:
        response = page.goto(place["path"])
        assert response is not None
        assert response.status == 200
        assert page.locator("html").get_attribute("lang") in dict(settings.LANGUAGES)
        assert faults(page) == [], place["path"]


@pytest.mark.parametrize("state", list(states()), ids=str)
def test_state(visit: Callable[[str, str], Visit], state: State) -> None:
    visiting = visit(state.host, state.reader)
    response = state.open(visiting)
    assert response is None or response.status == state.status
    assert faults(visiting.page, state.widths) == []


def test_what_is_wrong_is_found(visit: Callable[[str, str], Visit]) -> None:
    page = visit("website", "").page
    page.goto("/")
    page.evaluate(
        """() => {
            const wide = document.createElement("pre");
            wide.textContent = "x";
            wide.style.width = "2000px";  // not as an attribute, which the content security policy refuses
            document.querySelector("main").append(new Image(), wide);
        }"""
    )
    assert [fault.split(": ")[1] for fault in faults(page)] == ["image-alt", "scrolls sideways"] * 2


def test_every_kind_of_block_is_looked_at(demo: Council) -> None:
    seen = {block for row in rows() for place in chosen(demo.places_of(*row)) for block in place["blocks"]}
    assert {*settings.CMS_BODY_BLOCKS, *ArticlePartsBlock.base_blocks} <= seen


def test_every_address_is_looked_at() -> None:
    assert set(names(get_resolver())) == OPENED | OF_JOURNEYS | NO_PAGE


def names(resolver: URLResolver) -> Iterator[str | None]:
    """The names of all addresses outside the admin."""
    for pattern in resolver.url_patterns:
        if str(pattern.pattern).startswith("admin/"):
            continue
        if isinstance(pattern, URLPattern):
            yield pattern.name
        else:
            yield from names(pattern)

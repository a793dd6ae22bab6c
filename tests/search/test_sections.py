"""Results that lead to the very section of a page."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from cms.core.models import BasePage
from cms.website.guides import GuidePage, GuidePartPage
from tests.engine import on_elasticsearch
from tests.search.test_results import article
from tests.services.state import Services
from tests.testmere import Council

ELASTICSEARCH = pytest.param(
    "elasticsearch", marks=(pytest.mark.needs("elasticsearch"), pytest.mark.once), id="elasticsearch"
)
LONG = [
    ("text", "<p>A permit for people who walk with difficulty.</p>"),
    ("heading", {"level": "h2", "text": "Apply"}),
    ("text", "<p>Send a photo and your proof of address. You pay ten pounds.</p>"),
    ("heading", {"level": "h2", "text": "Renew"}),
    ("text", "<p>Send a photo at least twelve weeks before it expires.</p>"),
    ("heading", {"level": "h3", "text": "Apply"}),
    ("text", "<p>Nobody gets a wheelwidget.</p>"),
]
PARTS = [
    ("public_text", {"content": LONG[:3]}),
    ("agent_script", {"content": [("heading", {"level": "h2", "text": "Escalate"}), ("text", "<p>Ring them.</p>")]}),
]


@pytest.fixture(params=["database", ELASTICSEARCH])
def bring_in_step(request: pytest.FixtureRequest, services: Services, db: None) -> Iterator[object]:
    """Each engine in turn; the function that brings it in step."""
    with ExitStack() as running:
        if request.param == "elasticsearch":
            yield running.enter_context(on_elasticsearch(services.running["elasticsearch"]))
        else:
            yield lambda: None


def fill(page: Any, body: Any, **fields: str) -> None:
    """Publishes the page with another body and other fields."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in {"body": body, **fields}.items():
        setattr(page, name, value)
    page.save_revision().publish()


def publish(parent: BasePage, page: BasePage) -> BasePage:
    """The page, live."""
    type(parent).objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def hit(council: Council, query: str, title: str, reader: str | None = None) -> Any:
    """The only result of that title as JSON."""
    host = None if reader else "website"
    told = council.client(reader, host).get("/api/v1/search/", {"q": query}).json()
    [item] = [each for each in told["items"] if each["title"] == title]
    return item


def test_a_result_leads_to_the_section_that_answers(council: Council, bring_in_step: Callable[[], object]) -> None:
    page = council.page(council.branches["website"], "badges")
    fill(page, LONG, title="Blue Badge", summary="Park nearer.")
    article(council, body=PARTS)
    guide = publish(council.branches["website"], GuidePage(title="School places", slug="schools", contact_name="x"))
    publish(guide, GuidePartPage(title="Appeal", slug="appeal", body=[("text", "<p>Ask for a hearing.</p>")]))
    bring_in_step()
    for query, anchor, section in [
        ("blue badge", "", None),
        ("renew blue badge", "#renew", "Renew"),
        ("blue badge proof", "#apply", "Apply"),
        ("blue badge photo", "", None),  # each section says so
        ("blue badge wheelwidget", "", None),  # the page has that anchor twice
    ]:
        found = hit(council, query, "Blue Badge")
        assert (found["url"], found["section"]) == (f"/badges/{anchor}", section), query
        if section:
            assert f'id="{anchor[1:]}"' in council.client().get("/badges/").content.decode()
    assert "<mark>proof</mark>" in hit(council, "blue badge proof", "Blue Badge")["summary"]
    html = council.client().get("/search/", {"q": "renew blue badge"}).content.decode()
    assert 'href="/badges/#renew"' in html and ">Blue Badge › Renew</a>" in html
    part = hit(council, "appeal hearing", "Appeal")
    assert (part["url"], part["whole"], part["title"]) == ("/schools/appeal/", "School places", "Appeal")
    assert hit(council, "missed bins escalate", "Missed bins", "agent")["section"] == "Escalate"
    assert "Escalate" not in str(hit(council, "missed bins escalate", "Missed bins"))

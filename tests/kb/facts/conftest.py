"""Facts to put into pages."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale, Page

from cms.taxonomy.models import Service
from kb.facts.models import Fact
from tests.testmere import Council

MakeFact = Callable[..., Fact]


@pytest.fixture
def badges(db: None) -> Service:
    """A service to which facts belong."""
    service: Service = Service.objects.create(name="Blue Badges", slug="blue-badges")
    return service


@pytest.fixture
def make_fact(badges: Service) -> MakeFact:
    """Makes a live fact."""

    def make(name: str = "Blue Badge fee", **fields: Any) -> Fact:
        values: dict[str, Any] = {
            "slug": "blue-badge-fee",
            "kind": "fee",
            "service": badges,
            "short": "£10",
            "full": "A Blue Badge costs £10.",
            "parts": [("part", {"label": "New badge", "value": "£10"})],
            "contact_name": "Parking team",
            "contact_email": "parking@testmere.example",
            "review_date": datetime.date(2030, 1, 1),
            "locale": Locale.get_default(),
            **fields,
        }
        fact = Fact(name=name, live=False, **values)
        fact.save()
        fact.save_revision().publish()
        return Fact.objects.get(pk=fact.pk)

    return make


def inline(fact: Fact | int | str, form: str = "short") -> str:
    """A fact as rich text keeps it."""
    key = fact.pk if isinstance(fact, Fact) else fact
    return f'<a linktype="fact" id="{key}" format="{form}">nameinside</a>'


def page_with(council: Council, slug: str, *blocks: tuple[str, Any], parent: Page | None = None, **fields: Any) -> Any:
    """A live page with these blocks on the website."""
    page: Any = council.page(parent or council.branches["website"], slug, **fields)
    page.body = list(blocks)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def change(fact: Fact, **fields: Any) -> Fact:
    """Publishes the fact anew."""
    fact = Fact.objects.get(pk=fact.pk)
    for name, value in fields.items():
        setattr(fact, name, value)
    fact.save_revision().publish()
    return Fact.objects.get(pk=fact.pk)

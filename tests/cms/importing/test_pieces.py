"""Links to facts in imported documents."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale

from kb.facts.models import Fact, FactUse
from tests.cms.importing.conftest import Outcome, page

pytestmark = pytest.mark.once

SOURCE = """---
title: Badges
---

Pay [£9](fact:badge-fee) today. [All about it](fact:badge-fee/full) Or [so](fact:badge-fee/table).

[What it costs](fact:badge-fee/table)

[Nothing](fact:no-such-fact/table)

See [this](fact:no-such-fact) and [that](javascript:alert).
"""


def badge_fee() -> Fact:
    """A live fact."""
    owner = {"contact_name": "Team", "contact_email": "team@testham.example"}
    fact = Fact(
        name="Badge fee",
        slug="badge-fee",
        short="£10",
        full="A badge costs £10.",
        review_date=datetime.date(2030, 1, 1),
        locale=Locale.get_default(),
        **owner,
    )
    fact.save()
    fact.save_revision().publish()
    return fact


def test_a_link_to_a_fact_becomes_the_fact(run: Callable[..., Outcome]) -> None:
    fact = badge_fee()
    outcome = run({"badges.md": SOURCE})
    made = page("/website/badges/")
    assert [block.block_type for block in made.body] == ["text", "fact", "text", "text"]
    first, block, *last = (child.value for child in made.body)
    short, full = (f'<a linktype="fact" id="{fact.pk}" format="{form}">Badge fee</a>' for form in ("short", "full"))
    assert first.source == f"<p>Pay {short} today. {full} Or so.</p>"
    assert (block["fact"], block["format"]) == (fact, "table")
    assert [each.source for each in last] == ["<p>Nothing</p>", "<p>See this and that.</p>"]
    assert "asks for another format than short, full" in outcome.text
    assert "no fact is called 'no-such-fact'" in outcome.text and "javascript: is not allowed" in outcome.text
    assert FactUse.objects.filter(page_id=made.pk, fact=fact).exists()


def test_a_fact_that_comes_later_is_put_in_by_the_next_import(run: Callable[..., Outcome], client: Any) -> None:
    run({"badges.md": SOURCE})
    assert "Pay £9 today." in client.get("/badges/", headers={"host": "www.localhost"}).content.decode()
    fact = badge_fee()
    run()
    text = client.get("/badges/", headers={"host": "www.localhost"}).content.decode()
    assert "Pay £10 today. A badge costs £10. Or so." in text and "£9" not in text
    count = page("/website/badges/").revisions.count()
    run()
    assert page("/website/badges/").revisions.count() == count and FactUse.objects.get().fact_id == fact.pk

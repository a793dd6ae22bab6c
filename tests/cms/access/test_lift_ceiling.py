"""A page that was moved out of a restricted place is opened again by a command."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.access.services import effective_audiences
from cms.core.branches import ensure_branches
from cms.website.models import ContentPage

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    """What the command said."""
    said = io.StringIO()
    call_command("lift_ceiling", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def moved() -> Page:
    """A page without a choice of its own that was moved from below a page for residents to below the home page."""
    home = ensure_branches({"website": "www.localhost"}, port=80, council="Testham Council")["website"]
    residents = home.add_child(instance=ContentPage(title="Residents", slug="residents", audiences=["resident"]))
    page = residents.add_child(instance=ContentPage(title="Offers", slug="offers"))
    page.move(Page.objects.get(pk=home.pk), pos="last-child")
    found: Page = Page.objects.get(pk=page.pk)
    return found


def test_lifts_the_limit_and_says_who_gains(moved: Page) -> None:
    assert effective_audiences(moved) == {"resident"}
    assert run(str(moved.pk), "--dry-run") == "Offers: resident → public\n"
    assert effective_audiences(moved) == {"resident"}
    assert run(str(moved.pk)) == "Offers: resident → public\n"
    assert effective_audiences(moved) == {"public"}


def test_refuses_what_it_cannot_do(moved: Page) -> None:
    run(str(moved.pk))
    with pytest.raises(CommandError, match="Offers has no limit"):
        run(str(moved.pk))
    with pytest.raises(CommandError, match="There is no page 987654"):
        run("987654")

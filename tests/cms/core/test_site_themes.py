"""A site wears the theme that an administrator chose for it."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.access.enums import Host
from cms.access.models import SiteProfile
from cms.access.services import grant
from cms.accounts.models import User
from cms.core.branches import ensure_branches
from cms.core.theming import themes

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def admin(view: str, *arguments: int) -> str:
    """The address of a view of site themes."""
    return reverse(f"wagtailsnippets_access_siteprofile:{view}", args=arguments)


@pytest.fixture
def administrator() -> Client:
    """An administrator's browser on the intranet."""
    ensure_branches({"website": "www.localhost", "intranet": "intranet.localhost"}, port=80, council="Testham Council")
    user = User.objects.create_superuser("ada@testham.example")
    grant(user, "staff")
    client = Client(headers={"host": "intranet.localhost"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def website() -> SiteProfile:
    """The website's profile."""
    return SiteProfile.objects.get(host="website")


def test_every_site_has_a_theme_of_its_own() -> None:
    assert set(Host.values) <= set(themes())


def test_the_next_page_wears_the_theme(administrator: Client) -> None:
    reader = Client(headers={"host": "www.localhost"})
    assert "css/website.css" in reader.get("/").content.decode()
    assert "website" in administrator.get(admin("list")).content.decode()
    answer = administrator.post(admin("edit", website().pk), {"theme": "extranet"})
    assert answer.status_code == 302
    assert website().host == "website"
    assert "css/extranet.css" in reader.get("/").content.decode()


def test_a_theme_that_does_not_exist_is_refused(administrator: Client) -> None:
    answer = administrator.post(admin("edit", website().pk), {"theme": "base"})
    assert "Select a valid choice." in answer.content.decode()
    assert website().theme == "website"


def test_sites_are_neither_added_nor_deleted_here(administrator: Client) -> None:
    assert administrator.get(admin("add")).status_code == 302
    assert administrator.post(admin("delete", website().pk)).status_code == 302
    assert SiteProfile.objects.count() == 2

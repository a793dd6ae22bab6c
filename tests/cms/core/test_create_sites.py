"""The branches and the sites, made by the command that operators run."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Site

from cms.access.models import SiteProfile

HOSTS = ["--website", "www.localhost", "--intranet", "intranet.localhost", "--extranet", "extranet.localhost"]
ARGUMENTS = [*HOSTS, "--council", "Testham Council"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def create(*arguments: str) -> tuple[str, str]:
    """What the command said, and what it warned of."""
    said, warned = io.StringIO(), io.StringIO()
    call_command("create_sites", *arguments, stdout=said, stderr=warned)
    return said.getvalue(), warned.getvalue()


def sites() -> dict[str, tuple[str, str, str]]:
    """Address, name and first page of each site by its kind."""
    profiles = SiteProfile.objects.select_related("site__root_page")
    return {
        each.host: (each.site.root_url, each.site.site_name, each.site.root_page.slug) for each in profiles.iterator()
    }


def test_makes_the_branches_and_the_sites() -> None:
    said, warned = create(*ARGUMENTS)
    assert sites() == {
        "website": ("https://www.localhost", "Testham Council", "website"),
        "intranet": ("https://intranet.localhost", "Testham Council intranet", "intranet"),
        "extranet": ("https://extranet.localhost", "Testham Council partners", "extranet"),
    }
    branches = Page.objects.filter(depth=2).order_by("path").values_list("slug", flat=True)
    assert list(branches) == ["website", "intranet", "extranet", "knowledge-base"]
    assert "Testham Council intranet: https://intranet.localhost/" in said
    assert warned == ""
    assert Client(headers={"host": "www.localhost"}).get("/").status_code == 200


def test_a_second_run_changes_nothing() -> None:
    create(*ARGUMENTS)
    before = sites(), list(Page.objects.order_by("pk").values_list("pk", "path", "latest_revision_id"))
    create(*ARGUMENTS)
    assert (sites(), list(Page.objects.order_by("pk").values_list("pk", "path", "latest_revision_id"))) == before


def test_sites_may_be_left_out_and_added_later() -> None:
    create("--website", "www.localhost", "--council", "Testham Council")
    assert list(sites()) == ["website"]
    create(*ARGUMENTS)
    assert sorted(sites()) == ["extranet", "intranet", "website"]


def test_gives_a_site_another_host_name_and_keeps_its_theme() -> None:
    create(*ARGUMENTS)
    SiteProfile.objects.filter(host="website").update(theme="intranet")
    create("--website", "council.localhost", "--council", "Testham Council", "--port", "80")
    assert sites()["website"][0] == "http://council.localhost"
    assert SiteProfile.objects.get(host="website").theme == "intranet"


def test_says_which_host_django_would_refuse() -> None:
    assert create("--website", "www.testham.example", "--council", "Testham Council")[1] == (
        "Add www.testham.example to ALLOWED_HOSTS, or it answers 400.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--website", "https://www.localhost", "--council", "X"], "is no host name"),
        (["--website", "www.localhost:8000", "--council", "X"], "is no host name"),
        (["--website", "my_council..localhost", "--council", "X"], "is no host name"),
        (["--website", "", "--council", "X"], "is no host name"),
        (["--website", "www.localhost", "--intranet", "WWW.localhost", "--council", "X"], "a host name of its own"),
        (["--website", "www.localhost", "--council", "X", "--port", "0"], "--port 0"),
        (["--website", "www.localhost", "--council", " "], "--council"),
        (["--website", "www.localhost", "--council", "X" * 241], "--council"),
    ],
)
def test_refuses_what_cannot_be(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        create(*arguments)
    assert not SiteProfile.objects.exists()


def test_refuses_the_host_name_of_another_site() -> None:
    create(*ARGUMENTS)
    before = sites()
    with pytest.raises(CommandError, match="taken by Testham Council intranet"):
        create("--website", "intranet.localhost", "--council", "Testham Council")
    assert sites() == before
    assert Site.objects.count() == 3

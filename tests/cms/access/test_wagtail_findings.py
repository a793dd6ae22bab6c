"""What stock Wagtail was found to let out, one by one: none of it here."""

from typing import Any

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.access.services import effective_audiences, lift_ceiling, restrict
from cms.core.permissions import EDITOR, branch_group
from cms.website.models import ContentPage
from tests.testmere import Council, told

SEEN = {"search", "suggestions", "sitemap"}


def resident_section(council: Council) -> ContentPage:
    """A page for residents only, on the website."""
    return council.page(council.branches["website"], "section", ["resident"])


def fresh(page: Page) -> Page:
    """The page as it is stored now, with its own type."""
    return Page.objects.get(pk=page.pk).specific


def test_a_page_private_by_inheritance_is_seen_by_those_it_is_for(council: Council) -> None:
    council.page(resident_section(council), "canary")
    assert council.shows("canary", None, "/section/canary/", "/section/") == set()
    assert council.shows("canary", "resident", "/section/canary/") >= SEEN | {"/section/canary/"}


def test_alias_of_a_page_private_by_inheritance(council: Council) -> None:
    page = council.page(resident_section(council), "canary")
    page.create_alias(parent=fresh(council.branches["website"]), update_slug="canary")
    assert council.shows("canary", None, "/canary/") == set()
    assert "/canary/" in council.shows("canary", "resident", "/canary/")


def test_copy_with_all_below_it_kept_live(council: Council) -> None:
    section = resident_section(council)
    parent = council.page(section, "parent")
    council.page(parent, "canary")
    fresh(parent).copy(recursive=True, to=fresh(council.branches["website"]), keep_live=True)
    assert council.shows("parent", None, "/parent/") == set()
    assert council.shows("canary", None, "/parent/canary/") == set()
    assert "/parent/canary/" in council.shows("canary", "resident", "/parent/canary/")


def test_draft_of_a_copy_published(council: Council) -> None:
    page = council.page(resident_section(council), "canary")
    copy = fresh(page).copy(to=fresh(council.branches["website"]), keep_live=False)
    fresh(copy).get_latest_revision().publish()
    assert fresh(copy).live
    assert council.shows("canary", None, "/canary/") == set()


def test_copy_of_a_copy(council: Council) -> None:
    page = council.page(resident_section(council), "canary")
    home = fresh(council.branches["website"])
    copy = fresh(page).copy(to=home, keep_live=True)
    fresh(copy).copy(to=fresh(home), update_attrs={"slug": "again"}, keep_live=True)
    assert council.shows("canary", None, "/again/") == set()


def test_move_out_of_a_private_branch_with_all_below(council: Council) -> None:
    parent = council.page(resident_section(council), "parent")
    council.page(parent, "canary")
    fresh(parent).move(fresh(council.branches["website"]), pos="last-child")
    assert council.shows("parent", None, "/parent/") == set()
    assert council.shows("canary", None, "/parent/canary/") == set()
    assert "/parent/canary/" in council.shows("canary", "resident", "/parent/canary/")


def test_move_out_and_back_and_the_limit_lifted(council: Council) -> None:
    section = resident_section(council)
    page = council.page(section, "canary")
    fresh(page).move(fresh(council.branches["website"]), pos="last-child")
    fresh(page).move(fresh(section), pos="last-child")
    assert effective_audiences(fresh(page)) == {"resident"}
    fresh(page).move(fresh(council.branches["website"]), pos="last-child")
    lift_ceiling(fresh(page))
    assert "/canary/" in council.shows("canary", None, "/canary/")


def test_reordering_shows_and_hides_nothing(council: Council) -> None:
    home = council.branches["website"]
    public, hidden = council.page(home, "public"), council.page(home, "hidden", ["resident"])
    fresh(hidden).move(fresh(public), pos="left")
    assert "/public/" in council.shows("public", None, "/public/")
    assert council.shows("hidden", None, "/hidden/") == set()
    assert "/hidden/" in council.shows("hidden", "resident", "/hidden/")


def test_page_moved_behind_the_signals_is_hidden(council: Council) -> None:
    page = council.page(resident_section(council), "canary")
    home = council.branches["website"]
    path = Page._get_path(home.path, home.depth + 1, 900)
    Page.objects.filter(pk=page.pk).update(path=path, depth=home.depth + 1, url_path="/website/canary/")
    assert council.shows("canary", None, "/canary/") - {"search", "suggestions"} == set()
    assert council.shows("canary", "resident", "/canary/") - {"search", "suggestions"} == set()


def test_convert_alias(council: Council) -> None:
    page = council.page(resident_section(council), "canary")
    alias = page.create_alias(parent=fresh(council.branches["website"]), update_slug="canary")
    ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
    fresh(alias).get_latest_revision().publish()
    assert fresh(alias).alias_of is None
    assert council.shows("canary", None, "/canary/") == set()


@pytest.fixture
def welsh(db: None) -> Locale:
    """The second language."""
    return Locale.objects.get_or_create(language_code="cy")[0]


def test_translation_shares_access(council: Council, welsh: Locale) -> None:
    council.branches["website"].copy_for_translation(welsh).get_latest_revision().publish()
    page = council.page(council.branches["website"], "canary")
    translated = fresh(page).copy_for_translation(welsh)
    translated.get_latest_revision().publish()
    anonymous = council.client()
    assert anonymous.get("/cy/canary/").status_code == 200
    restrict(fresh(page), ["resident"])
    assert anonymous.get("/cy/canary/").status_code == 404
    assert council.client("resident").get("/cy/canary/").status_code == 200
    # A stale draft of the translation does not bring the old readers back.
    fresh(translated).get_latest_revision().publish()
    assert anonymous.get("/cy/canary/").status_code == 404
    assert anonymous.get("/canary/").status_code == 404


def test_restricting_reaches_aliases_translations_and_all_below(council: Council, welsh: Locale) -> None:
    home = council.branches["website"]
    home.copy_for_translation(welsh).get_latest_revision().publish()
    page = council.page(home, "parent")
    council.page(page, "canary")
    fresh(page).create_alias(parent=fresh(home), update_slug="alias", recursive=True)
    fresh(page).copy_for_translation(welsh).get_latest_revision().publish()
    anonymous = council.client()
    for path in ("/parent/canary/", "/alias/canary/", "/cy/parent/"):
        assert anonymous.get(path).status_code == 200, path
    restrict(fresh(page), ["resident"])
    for path in ("/parent/", "/parent/canary/", "/alias/", "/alias/canary/", "/cy/parent/"):
        assert anonymous.get(path).status_code == 404, path
    assert council.shows("parent") == council.shows("canary") == set()


def test_narrower_draft_takes_effect_and_wider_draft_does_not(council: Council) -> None:
    page = council.page(council.branches["website"], "canary")
    draft = fresh(page)
    draft.audiences = ["resident"]
    draft.save_revision()
    assert council.shows("canary", None, "/canary/") == set()
    draft = fresh(page)
    draft.audiences = []
    draft.save_revision()
    assert council.shows("canary", None, "/canary/") == set()


def test_restrict_refuses_to_widen(council: Council) -> None:
    page = council.page(council.branches["website"], "canary", ["resident"])
    with pytest.raises(ValueError, match="wider"):
        restrict(page, ["public"])
    assert council.shows("canary", None, "/canary/") == set()


def test_redirect_to_a_hidden_page_is_no_redirect(council: Council) -> None:
    page = council.page(council.branches["website"], "canary", ["resident"])
    Redirect.objects.create(old_path="/old", redirect_page=page, site=Site.objects.get(is_default_site=True))
    hidden, absent = council.client().get("/old/"), council.client().get("/new/")
    assert hidden.status_code == 404
    status, headers, text = told(hidden)
    assert (status, headers, text.replace("/old/", "/new/")) == told(absent)
    assert council.client("resident").get("/old/").headers["Location"] == "/canary/"


def test_titles_of_hidden_parents(council: Council) -> None:
    parent = council.page(council.branches["website"], "parent")
    council.page(parent, "canary")
    fresh(parent).unpublish()
    text = council.client().get("/parent/canary/").content.decode()
    assert "Body canary" in text
    assert "Title parent" not in text


def test_links_to_hidden_pages_are_plain_text(council: Council) -> None:
    hidden = council.page(council.branches["website"], "canary", ["resident"])
    body: Any = [("text", f'<p>Go <a linktype="page" id="{hidden.pk}">there</a> now</p>')]
    page = council.page(council.branches["website"], "open")
    page.body = body
    page.save_revision().publish()
    assert "Go there now" in council.client().get("/open/").content.decode()
    assert 'href="/canary/">there' in council.client("resident").get("/open/").content.decode()


@pytest.mark.parametrize("header", [{"HTTP_HOST": "evil.example"}, {"HTTP_HOST": "evil.localhost"}])
def test_unknown_host(council: Council, header: dict[str, str]) -> None:
    assert council.client().get("/", **header).status_code == 400  # type: ignore[arg-type]


def test_forwarded_host_counts_for_nothing(council: Council) -> None:
    council.page(council.branches["intranet"], "canary")
    client = council.client("staff", "website")
    assert client.get("/canary/", HTTP_X_FORWARDED_HOST="intranet.localhost").status_code == 404
    assert council.client("staff").get("/canary/").status_code == 200


def test_wagtails_own_privacy_cannot_be_relied_on_by_mistake(council: Council) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="audiences"):
        PageViewRestriction.objects.create(page=council.branches["website"], restriction_type="login")
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize("name", ["wagtailimages_serve", "wagtaildocs_serve", "wagtailapi:pages:listing"])
def test_wagtails_own_addresses_of_content_are_not_mounted(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name, args=["x", "y", "z"])


def test_choosers_show_an_editor_of_one_branch_no_other(council: Council) -> None:
    branches = council.branches
    hidden = council.page(branches["website"], "canary", ["resident"])
    council.page(branches["website"], "open")
    editor = council.users["staff"]
    editor.groups.add(branch_group("Knowledge base editors", branches["knowledge-base"], EDITOR))
    client = council.client("staff")
    listing = client.get(f"/admin/choose-page/{branches['website'].pk}/")
    assert "Title canary" not in listing.content.decode()
    assert "Title open" in listing.content.decode()
    assert "canary" not in client.get("/admin/choose-page/search/", {"q": "canary"}).content.decode().replace("q=", "")
    assert client.get(f"/admin/choose-page/{hidden.pk}/").status_code == 404
    assert client.get("/admin/choose-page/chosen-multiple/", {"id": hidden.pk}).status_code == 404
    assert client.get(f"/admin/choose-page/{branches['knowledge-base'].pk}/").status_code == 200


@override_settings(DEBUG=False)
def test_denied_equals_absent(council: Council) -> None:
    council.page(council.branches["website"], "canary", ["resident"])
    hidden, absent = council.client().get("/canary/"), council.client().get("/absent/")
    assert hidden.status_code == 404
    status, headers, text = told(hidden)
    assert (status, headers, text.replace("canary", "absent")) == told(absent)

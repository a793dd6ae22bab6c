"""Alerts warn whoever reads what they hang on, in the reader's language where they are written in it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from cms.access.services import grant
from cms.accounts.models import User
from cms.website.alerts import Alert
from tests.testmere import HOSTS, Council

ADD = "/admin/snippets/website/alert/add/"


@pytest.fixture
def river(council: Council) -> Any:
    """A page that stands below the home page in both languages."""
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    home = council.branches["website"]
    page = council.page(home, "river")
    for each in (home, page):
        each.copy_for_translation(welsh).save_revision().publish()
    return page


@pytest.fixture
def editor(council: Council) -> Client:
    admin = User.objects.create_superuser("admin@testmere.example", "demo")
    grant(admin, "staff")
    client = Client(HTTP_HOST=HOSTS["intranet"])
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(page: Any, **fields: str) -> dict[str, str]:
    """What an editor sends for an alert on the page."""
    plain = {"severity": "warning", "title": "Flood warning", "text": "Stay <away>", "branch": str(page.pk)}
    return {**plain, "link_page": "", "starts_at": "2026-01-01 06:00", "ends_at": "", **fields}


def test_an_alert_stands_on_the_translations_of_its_branch(council: Council, river: Any) -> None:
    Alert.objects.create(title="Flood warning", text="Stay away", branch=river)
    assert "Flood warning" in council.client().get("/river/").content.decode()
    translated = council.client().get("/cy/river/").content.decode()
    assert '<strong lang="en-gb">Flood warning</strong>' in translated
    assert "Flood warning" not in council.client().get("/cy/").content.decode()


def test_each_language_shows_its_own_words(council: Council, river: Any, editor: Client) -> None:
    assert 'name="title_cy"' in editor.get(ADD).content.decode()
    answer = editor.post(ADD, typed(river, title_cy="Rhybudd llifogydd", text_cy="Cadwch <draw>"))
    assert answer.status_code == 302
    english, welsh = (council.client().get(path).content.decode() for path in ("/river/", "/cy/river/"))
    assert '<strong lang="en-gb">Flood warning</strong>' in english
    assert "Rhybudd" not in english
    assert '<strong lang="cy">Rhybudd llifogydd</strong>' in welsh
    assert "Cadwch &lt;draw&gt;" in welsh and "Flood" not in welsh and "Stay" not in welsh
    items = [council.client().get("/api/v1/alerts/", {"page": river.pk, "locale": code}).json() for code in ("", "cy")]
    assert [item["items"][0]["title"] for item in items] == ["Flood warning", "Rhybudd llifogydd"]
    assert [item["items"][0]["locale"] for item in items] == ["en-gb", "cy"]
    alert = Alert.objects.get()
    form = editor.get(f"/admin/snippets/website/alert/edit/{alert.pk}/").content.decode()
    assert 'value="Rhybudd llifogydd"' in form
    editor.post(f"/admin/snippets/website/alert/edit/{alert.pk}/", typed(river, ends_at="2026-01-02 06:00"))
    for path in ("/river/", "/cy/river/"):
        assert "lert--" not in council.client().get(path).content.decode()


def test_words_in_a_language_need_a_title(council: Council, river: Any, editor: Client) -> None:
    answer = editor.post(ADD, typed(river, text_cy="Cadwch draw"))
    assert "Fill this in too, or nothing in Cymraeg." in answer.content.decode()
    answer = editor.post(ADD, typed(river, title_cy="x" * 151))
    assert answer.status_code == 200
    assert not Alert.objects.exists()


def test_an_alert_of_a_welsh_page_is_in_welsh_until_it_says_so_apart(council: Council, river: Any) -> None:
    welsh = river.get_translation(Locale.objects.get(language_code="cy"))
    alert = Alert.objects.create(title="Rhybudd", branch=welsh)
    assert '<strong lang="cy">Rhybudd</strong>' in council.client().get("/river/").content.decode()
    alert.title, alert.other_words = "Warning", {"cy": {"title": "Rhybudd"}}
    alert.save()
    assert '<strong lang="en-gb">Warning</strong>' in council.client().get("/river/").content.decode()
    assert '<strong lang="cy">Rhybudd</strong>' in council.client().get("/cy/river/").content.decode()


def test_the_page_to_read_on_is_in_the_readers_language_if_it_is_live(council: Council, river: Any) -> None:
    translated = river.get_translation(Locale.objects.get(language_code="cy"))
    translated.title = "Yr afon"
    translated.save_revision().publish()
    Alert.objects.create(title="Flood", branch=council.branches["website"], link_page=river)
    welsh = council.client().get("/cy/").content.decode()
    assert '<p class="alert__more" lang="cy">' in welsh
    assert '<a class="alert__link" href="/cy/river/">Yr afon</a>' in welsh
    translated.unpublish()
    welsh = council.client().get("/cy/").content.decode()
    assert '<p class="alert__more" lang="en-gb">' in welsh
    assert '<a class="alert__link" href="/cy/river/">Title river</a>' in welsh

"""Links and embeds lead to an article only where the reader finds it; its old addresses lead on in each language."""

from typing import Any

import pytest
from wagtail.models import Locale, Page

from cms.access.services import restrict
from cms.website.models import ContentPage
from kb.models import ArticlePage, KnowledgeHubPage, SectionPage
from tests.search.test_results import article
from tests.testmere import HOSTS, Council

PATH = "/help/waste/missed-bins/"
# Whom each site's hub is narrowed to here, somebody of them, and others who go on using the site.
NARROWED = {
    "website": ("resident", "resident", None),
    "intranet": ("agent", "agent", "staff"),
    "extranet": ("partner:x", "partner.x", "partner.y"),
}


def leading(page: ArticlePage, hub: Page) -> ArticlePage:
    """An article whose text leads to another one and to a hub."""
    links = f'<p><a linktype="page" id="{page.pk}">the bins</a>, <a linktype="page" id="{hub.pk}">all help</a></p>'
    body = [("public_text", {"title": "", "content": [("text", links)]})]
    other = ArticlePage(title="Rounds", slug="rounds", body=body)
    Page.objects.get(pk=page.get_parent().pk).add_child(instance=other)
    other.save_revision().publish()
    return other


@pytest.mark.parametrize("host", list(HOSTS))
def test_a_link_in_an_article_to_what_the_reader_may_not_see_is_plain_text(council: Council, host: str) -> None:
    audience, inside, outside = NARROWED[host]
    hub = KnowledgeHubPage.objects.descendant_of(council.branches[host]).get()
    page = article(council)
    leading(page, hub)
    restrict(Page.objects.get(pk=page.pk), [audience])
    seen, others = (council.client(one, host).get("/help/waste/rounds/") for one in (inside, outside))
    assert f'<a href="{PATH}">the bins</a>, <a href="/help/">all help</a>' in seen.content.decode()
    text = others.content.decode()
    assert others.status_code == 200 and PATH not in text
    assert 'the bins, <a href="/help/">all help</a>' in text


@pytest.mark.parametrize("host", list(HOSTS))
def test_nothing_leads_below_a_hub_that_the_reader_may_not_open(council: Council, host: str) -> None:
    audience, inside, outside = NARROWED[host]
    hub = KnowledgeHubPage.objects.descendant_of(council.branches[host]).get()
    page = article(council)
    leading(page, hub)
    links = f'<p><a linktype="page" id="{page.pk}">the bins</a></p>'
    place = ContentPage(title="Place", slug="place", body=[("text", links), ("article", {"article": page})])
    Page.objects.get(pk=council.branches[host].pk).add_child(instance=place)
    place.save_revision().publish()
    # Readers on the intranet and the extranet may use the website's hub instead.
    elsewhere = "" if host == "website" else f"http://{HOSTS['website']}{PATH}"
    for restricted in (False, True):
        if restricted:
            restrict(Page.objects.get(pk=hub.pk), [audience])
        for reader in (inside, outside):
            client = council.client(reader, host)
            hidden = restricted and reader == outside
            address = elsewhere if hidden else PATH
            assert client.get(PATH).status_code == (404 if hidden else 200)
            document = client.get("/api/v1/pages/", {"path": PATH})
            assert document.status_code == (404 if hidden else 200)
            for text in (
                client.get("/place/").content.decode(),
                client.get("/api/v1/pages/", {"path": "/place/"}).json()["content"]["body"]["html"],
            ):
                assert "publicword" in text
                assert (f'<a href="{address}">the bins</a>' if address else "<p>the bins</p>") in text
                assert (f'embedded-article__link" href="{address}"' in text) == bool(address)
                assert address or PATH not in text
            found = client.get("/search/", {"q": "publicword"}).content.decode()
            assert (f'class="result__link" href="{address}"' in found) == bool(address)


def test_old_addresses_of_articles_lead_on_in_each_language(
    council: Council, django_capture_on_commit_callbacks: Any
) -> None:
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    page = article(council)
    section = page.get_parent().specific
    hub = KnowledgeHubPage.objects.descendant_of(council.branches["website"]).get()
    for one in (council.branches["website"], hub, council.branches["knowledge-base"], section, page):
        one.copy_for_translation(welsh).save_revision().publish()
    translated = ArticlePage.objects.get(translation_key=page.translation_key, locale=welsh)
    client = council.client()
    assert client.get(f"/cy{PATH}").status_code == 200

    translated.slug, page.slug = "biniau", "bins"
    with django_capture_on_commit_callbacks(execute=True):
        for one in (translated, page):
            one.save_revision().publish()
    other = SectionPage(title="Rubbish", slug="rubbish")
    council.branches["knowledge-base"].add_child(instance=other)
    other.save_revision().publish()
    ArticlePage.objects.get(pk=page.pk).move(other, pos="last-child")

    assert client.get(PATH)["Location"] == client.get("/help/waste/bins/")["Location"] == "/help/rubbish/bins/"
    assert client.get(f"/cy{PATH}")["Location"] == "/cy/help/waste/biniau/"
    assert council.client("staff").get(PATH)["Location"] == "/help/rubbish/bins/"
    assert council.client("staff").get("/help/rubbish/bins/").status_code == 200
    # Where there was English only, and now there is not.
    assert client.get("/cy/help/waste/bins/")["Location"] == "/cy/help/waste/biniau/"
    ArticlePage.objects.get(pk=translated.pk).unpublish()
    assert client.get("/cy/help/waste/bins/")["Location"] == "/cy/help/rubbish/bins/"
    restrict(Page.objects.get(pk=page.pk), ["resident"])
    assert client.get(PATH).status_code == client.get("/cy/help/waste/bins/").status_code == 404

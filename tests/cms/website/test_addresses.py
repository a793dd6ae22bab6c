"""What stands at the website's addresses, and what is said where nothing does."""

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from cms.website.pages import ContentPage, NewsIndexPage, NewsPage
from cms.website.service_pages import ServicePage
from tests.council import add
from tests.testmere import Council


def test_the_a_to_z_lists_services_under_their_letter(council: Council) -> None:
    home = council.branches["website"]
    for title, audiences in (("Allotments", []), ("Zoo licences", []), ("Hidden service", ["staff"])):
        page = ServicePage(title=title, slug=title.lower().replace(" ", "-"), audiences=audiences)
        home.add_child(instance=page)
        page.save_revision().publish()
    text = council.client().get("/a-to-z/").content.decode()
    assert text.index("Allotments") < text.index("Zoo licences")
    assert "Hidden service" not in text


def test_the_welsh_a_to_z_follows_the_welsh_alphabet(council: Council) -> None:
    home = council.branches["website"]
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    top = home.copy_for_translation(welsh)
    top.save_revision().publish()
    titles = ["24 awr", "Cyngor", "Chwaraeon", "Dŵr", "Ddoe", "Gwastraff", "Ngwynedd", "Hamdden", "Lwfans"]
    titles += ["Llyfrgelloedd", "Plant", "Rasys", "Rhandiroedd", "Theatr", "Wedyn", "Ŵyn", "Ysgolion", "Zebra"]
    for number, title in enumerate(sorted(titles)):
        Page.objects.get(pk=top.pk).add_child(instance=ServicePage(title=title, slug=f"s-{number}"))
    letters = ["0–9", "C", "Ch", "D", "Dd", "G", "Ng", "H", "L", "Ll", "P", "R", "Rh", "Th", "W", "Y", "Z"]
    text = council.client().get("/cy/a-to-z/").content.decode()
    assert re.findall(r'class="letter__title"[^>]*>([^<]+)<', text) == letters
    places = [text.index(f">{title}<") for title in titles]
    assert places == sorted(places)
    for title in ("Chwaraeon", "Cyngor"):
        Page.objects.get(pk=home.pk).add_child(instance=ServicePage(title=title, slug=title.lower()))
    text = council.client().get("/a-to-z/").content.decode()
    assert re.findall(r'class="letter__title"[^>]*>([^<]+)<', text) == ["C"]
    assert text.index("Chwaraeon") < text.index("Cyngor")


def test_the_sitemap_has_whole_addresses_of_public_pages_only(council: Council) -> None:
    council.page(council.branches["website"], "open")
    council.page(council.branches["website"], "closed", ["resident"])
    response = council.client("resident").get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    assert "<loc>http://www.localhost/open/</loc>" in council.client().get("/sitemap.xml").content.decode()
    assert "/closed/" not in council.client().get("/sitemap.xml").content.decode()
    assert council.client().get("/sitemap-2.xml").status_code == 404


def test_a_long_sitemap_comes_in_parts(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    for slug in ("one", "two", "three"):
        council.page(council.branches["website"], slug)
    council.page(council.branches["website"], "closed", ["resident"])
    visitor = council.client()
    whole = visitor.get("/sitemap.xml").content.decode()
    monkeypatch.setattr("cms.core.outlines.ADDRESSES_PER_SITEMAP", 2)
    parts = re.findall(r"<loc>http://www.localhost(/sitemap-.*?)</loc>", visitor.get("/sitemap.xml").content.decode())
    found = [re.findall("<loc>(.*?)</loc>", visitor.get(part).content.decode()) for part in parts]
    assert [address for part in found for address in part] == re.findall("<loc>(.*?)</loc>", whole)
    assert len(parts) > 1 and all(len(part) <= 2 for part in found)
    assert visitor.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_the_feed_has_the_newest_news_first(council: Council) -> None:
    index = add(council.branches["website"], NewsIndexPage, "news")
    for day in (1, 3, 2):
        add(index, NewsPage, f"news-{day}", published_on=datetime.date(2026, 5, day))
    text = council.client().get("/news.rss").content.decode()
    places = [text.index(f"/news/news-{day}/") for day in (3, 2, 1)]
    assert places == sorted(places)


def test_an_address_that_was_public_is_gone_and_one_that_never_was_is_absent(council: Council) -> None:
    council.page(council.branches["website"], "old").delete()
    council.page(council.branches["website"], "secret", ["resident"]).delete()
    assert council.client().get("/old/").status_code == 410
    assert council.client().get("/secret/").status_code == council.client().get("/never/").status_code == 404
    council.page(council.branches["website"], "old")
    assert council.client().get("/old/").status_code == 200


def test_a_redirect_leads_only_where_the_reader_may_go(council: Council) -> None:
    site = Site.objects.get(hostname="www.localhost")
    for word, audiences in (("open", None), ("closed", ["resident"])):
        page = council.page(council.branches["website"], word, audiences)
        Redirect.objects.create(old_path=f"/to-{word}", site=site, redirect_page=page)
    assert council.client().get("/to-open/")["Location"] == "/open/"
    assert council.client().get("/to-closed/").status_code == 404
    assert council.client("resident").get("/to-closed/")["Location"] == "/closed/"


def test_redirects_keep_readers_in_their_language(council: Council) -> None:
    site, home = Site.objects.get(hostname="www.localhost"), council.branches["website"]
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    for page in (home, council.page(home, "both")):
        page.copy_for_translation(welsh).save_revision().publish()
    translated = ContentPage.objects.get(locale=welsh)
    translated.slug = "dau"
    translated.save_revision().publish()
    alone, both = council.page(home, "alone"), ContentPage.objects.get(slug="both")
    hidden = council.page(home, "hidden", ["resident"])
    for old, target in (("alone", alone), ("both", both), ("dau", translated), ("hidden", hidden)):
        Redirect.objects.create(old_path=f"/chosen-{old}", site=site, redirect_page=target)
        Redirect.objects.create(old_path=f"/cy/dewis-{old}", site=site, redirect_page=target)
    for old, link in (("both", "/both/?a=b#c"), ("dau", "/cy/dau/"), ("alone", "/alone/"), ("hidden", "/hidden/")):
        Redirect.objects.create(old_path=f"/typed-{old}", site=site, redirect_link=link)
        Redirect.objects.create(old_path=f"/cy/teipio-{old}", site=site, redirect_link=link)
    Redirect.objects.create(old_path="/cy/elsewhere", site=site, redirect_link="https://example.org/both/")

    leads = {
        # What an editor chose for an English address, in whatever language; a Welsh reader's English bookmarks too.
        "/chosen-alone/": "/alone/",
        "/chosen-both/": "/both/",
        "/chosen-dau/": "/cy/dau/",
        "/cy/chosen-both/": "/cy/dau/",
        "/cy/dewis-alone/": "/cy/alone/",
        "/cy/dewis-both/": "/cy/dau/",
        "/cy/dewis-dau/": "/cy/dau/",
        "/typed-both/": "/both/?a=b#c",
        "/typed-dau/": "/cy/dau/",
        "/cy/typed-both/": "/cy/dau/?a=b#c",
        "/cy/teipio-both/": "/cy/dau/?a=b#c",
        "/cy/teipio-dau/": "/cy/dau/",
        "/cy/teipio-alone/": "/cy/alone/",
        "/cy/elsewhere/": "https://example.org/both/",
    }
    assert {path: council.client().get(path).get("Location") for path in leads} == leads
    for path in ("/chosen-hidden/", "/typed-hidden/", "/cy/dewis-hidden/", "/cy/teipio-hidden/", "/cy/typed-hidden/"):
        assert council.client().get(path).status_code == 404
        assert council.client("resident").get(path)["Location"] == ("/cy" if "/cy/" in path else "") + "/hidden/"


def test_what_is_missing_or_broken_is_said_in_the_language_of_the_address(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = council.branches["website"]
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    page = council.page(home, "place")
    for each in (home, page):
        each.copy_for_translation(welsh).save_revision().publish()
    council.page(home, "gone").delete()
    client = Client(HTTP_HOST="www.localhost", raise_request_exception=False)
    answers = {path: client.get(path) for path in ("/cy/nothing/", "/cy/gone/")}

    def broken(request: Any) -> None:
        raise RuntimeError("This is broken.")

    monkeypatch.setattr(Site, "find_for_request", broken)
    answers["/cy/place/"] = client.get("/cy/place/")
    titles = [
        "Ni ddaethpwyd o hyd i'r dudalen",
        "Mae'r dudalen hon wedi'i dileu",
        "aeth rhywbeth o'i le",
    ]
    assert [answer.status_code for answer in answers.values()] == [404, 410, 500]
    for answer, title in zip(answers.values(), titles, strict=True):
        text = unescape(answer.content.decode())
        assert re.search(r'<html[^>]*\blang="cy"', text) and title in text.split("<main")[1]
        assert '<a class="govuk-link" href="/cy/">' in text and "English" not in text.split("<main")[1]
    assert re.search(r'<html[^>]*\blang="en-gb"', client.get("/place/").content.decode())


def test_old_addresses_of_translations_lead_to_them(council: Council, django_capture_on_commit_callbacks: Any) -> None:
    home = council.branches["website"]
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    page, place = council.page(home, "river"), council.page(home, "place")
    for each in (home, page, place):
        each.copy_for_translation(welsh).save_revision().publish()
    translated, below = (ContentPage.objects.get(slug=slug, locale=welsh) for slug in ("river", "place"))
    translated.slug = "afon"
    with django_capture_on_commit_callbacks(execute=True):
        translated.save_revision().publish()
    assert council.client().get("/cy/river/")["Location"] == "/cy/afon/"
    assert council.client().get("/river/").status_code == 200
    ContentPage.objects.get(pk=translated.pk).move(Page.objects.get(pk=below.pk), pos="last-child")
    ContentPage.objects.get(pk=page.pk).move(Page.objects.get(pk=place.pk), pos="last-child")
    assert council.client().get("/cy/afon/")["Location"] == "/cy/place/afon/"
    assert council.client().get("/river/")["Location"] == "/place/river/"
    assert council.client().get("/cy/river/")["Location"] == "/cy/place/afon/"
    alone = council.page(home, "alone")
    alone.delete()
    assert council.client().get("/cy/alone/").status_code == 410


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/" + "a" * 3000,
        "/../etc/passwd",
        "//evil.example/",
        "/%ff%fe/",
        "/a b/",
        "/<script>/",
        "/?page=abc",
        "/cy/nothing/",
    ],
)
def test_a_malformed_address_is_absent_or_plain(council: Council, path: str) -> None:
    assert council.client().get(path).status_code in {200, 301, 400, 404}


@pytest.mark.parametrize("host", ["evil.example", "www.localhost.evil.example", "localhost", "127.0.0.1", "a b"])
def test_an_unknown_host_is_refused(council: Council, host: str) -> None:
    assert Client(headers={"host": host}).get("/").status_code == 400


def test_the_host_that_a_proxy_names_counts_for_nothing(council: Council) -> None:
    council.page(council.branches["intranet"], "rota")
    answer = council.client("staff", "website").get("/rota/", headers={"x-forwarded-host": "intranet.localhost"})
    assert answer.status_code == 404


def test_pages_are_found_by_an_index_of_their_paths(db: None) -> None:
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, Page._meta.db_table).values()
    assert any(one["index"] and one["columns"] == ["url_path"] for one in indexes)

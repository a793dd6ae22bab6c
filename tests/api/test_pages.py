"""Pages as JSON: what they hold, to whom, and that they keep in step."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.access.services import restrict
from cms.api.models import DeliveryDocument
from cms.api.services import rebuild
from cms.core.models import BasePage
from cms.website.pages import ContentPage
from kb.models import ArticlePage
from tests.api.reading import client_on, page, read
from tests.council import Council, add, fill
from tests.queries import counted

PROBLEM = "application/problem+json"


def link_to(target: Page) -> tuple[str, RichText]:
    return ("text", RichText(f'<p>See <a linktype="page" id="{target.pk}">the other page</a>.</p>'))


def publish(page: Page, **changes: object) -> None:
    fresh = Page.objects.get(pk=page.pk).specific
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()


@pytest.fixture
def article(council: Council) -> ArticlePage:
    """Public text and a staff note."""
    made = add(council.section, ArticlePage, "missed-bin", summary="Tell us")
    body = [
        ("public_text", {"title": "", "content": [("text", RichText("<p>Tell us by noon.</p>"))]}),
        ("staff_note", {"title": "", "content": [("text", RichText("<p>Crew calls back.</p>"))]}),
    ]
    publish(made, body=body)
    return made


def test_an_article_reads_on_each_host_as_far_as_its_reader_may(council: Council, article: ArticlePage) -> None:
    path = "/help/section-1/missed-bin/"
    public = page(client_on(council, "website"), path)
    staff = page(client_on(council, "intranet", "staff"), path)
    assert public["id"] == staff["id"] == article.pk
    assert "Tell us by noon" in public["content"]["body"]["html"]
    assert [block["type"] for block in public["content"]["body"]["blocks"]] == ["public_text"]
    assert "Crew calls back" not in str(public)
    assert "Crew calls back" in str(staff)
    assert [step["url"] for step in public["breadcrumbs"]] == ["/", "/help/", "/help/section-1/"]
    assert public["url"].endswith(path) and "www.localhost" in staff["url"]
    # One document for the website, one for staff and agents, one for partners.
    assert DeliveryDocument.objects.filter(page=article).count() == 3


def test_each_host_answers_for_its_own_tree(council: Council) -> None:
    website = client_on(council, "website")
    intranet = client_on(council, "intranet", "staff")
    assert read(intranet, f"/pages/{council.service.pk}/").status_code == 404
    assert read(website, f"/pages/{council.service.pk}/").json()["json_ld"]["@graph"][0]["@type"] == "GovernmentService"


def test_a_page_by_path_is_one_indexed_read(council: Council, article: ArticlePage) -> None:
    client = client_on(council, "website")
    read(client, "/pages/", path="/landing/")
    answer, queries = counted(lambda: read(client, "/pages/", path="/landing/service/"))
    assert answer.status_code == 200
    # The state of the content, for which sites and what is due are known, and the document.
    assert queries.total <= 2
    again = client.get("/api/v1/pages/", {"path": "/landing/service/"}, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


Hide = Callable[[Page], object]
HIDDEN: dict[str, Hide] = {
    "restricted": lambda target: restrict(target, ["resident"]),
    "unpublished": lambda target: Page.objects.get(pk=target.pk).specific.unpublish(),
    "deleted": lambda target: Page.objects.get(pk=target.pk).specific.delete(),
    "renamed": lambda target: publish(target, slug="elsewhere"),
}


@pytest.mark.parametrize("change", HIDDEN)
def test_links_follow_what_they_lead_to_at_once(change: str, council: Council) -> None:
    target = add(council.contents[0], ContentPage, "target")
    source = add(council.landing, ContentPage, "source")
    fill(source, body=[link_to(target)])
    publish(source)
    client = client_on(council, "website")
    before = page(client, "/landing/source/")["content"]["body"]["html"]
    assert 'href="/content/target/"' in before
    HIDDEN[change](target)
    after = page(client, "/landing/source/")["content"]["body"]["html"]
    assert "/content/target/" not in after and "the other page" in after
    assert ("/content/elsewhere/" in after) is (change == "renamed")


def test_what_expires_is_gone_at_that_moment(council: Council) -> None:
    target = add(council.contents[0], ContentPage, "target", expire_at=timezone.now() + datetime.timedelta(hours=1))
    source = add(council.landing, ContentPage, "source")
    fill(source, body=[link_to(target)])
    publish(source)
    client = client_on(council, "website")
    assert "href" in page(client, "/landing/source/")["content"]["body"]["html"]
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        assert "href" not in page(client, "/landing/source/")["content"]["body"]["html"]
        assert read(client, "/pages/", path="/content/target/").status_code == 404


def test_without_a_document_a_page_reads_the_same(council: Council, article: ArticlePage) -> None:
    client = client_on(council, "website")
    ready = read(client, "/pages/", path="/help/section-1/missed-bin/")
    DeliveryDocument.objects.all().delete()
    assert read(client, "/pages/", path="/help/section-1/missed-bin/").content == ready.content
    rebuild(lambda done, total: None)
    assert read(client, "/pages/", path="/help/section-1/missed-bin/").content == ready.content


def test_an_address_above_takes_along_what_is_below(council: Council) -> None:
    publish(council.landing, slug="services", title="All services")
    client = client_on(council, "website")
    assert read(client, "/pages/", path="/landing/service/").status_code == 404
    document = page(client, "/services/service/")
    assert {"title": "All services", "url": "/services/"} in document["breadcrumbs"]


def test_children_come_in_pages(council: Council) -> None:
    made: list[BasePage] = [add(council.contents[0], ContentPage, f"child-{number}") for number in range(5)]
    client = client_on(council, "website")
    listed = f"/pages/{council.contents[0].pk}/children/"
    first = read(client, listed, limit=3, fields="id,path").json()
    rest = read(client, listed, limit=3, fields="id,path", cursor=first["next"]).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == [each.pk for each in made]
    assert rest["next"] is None
    restrict(made[4], ["resident"])
    assert len(read(client, listed).json()["items"]) == 4


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/pages/", "path"),
        ("/pages/?path=x", "path"),
        ("/pages/?path=/&locale=xx", "locale"),
        ("/pages/?path=/&fields=id,secret", "fields"),
        ("/pages/?path=/&colour=red", "colour"),
        ("/pages/?path=/%00", "path"),
        ("/pages/abc/", "page_id"),
        ("/pages/1/children/?limit=many", "limit"),
        ("/pages/1/children/?limit=0", "limit"),
        ("/pages/1/children/?cursor=forged", "cursor"),
        ("/navigation/?locale=tlh", "locale"),
    ],
)
def test_bad_input_is_refused_by_name(path: str, parameter: str, council: Council) -> None:
    answer = client_on(council, "website").get(f"/api/v1{path}")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM), answer.content
    assert answer.json()["parameter"] == parameter


def test_errors_are_problems_and_hidden_is_absent(council: Council) -> None:
    client = client_on(council, "website")
    hidden = add(council.landing, ContentPage, "hidden", audiences=["resident"])
    answers = [
        read(client, f"/pages/{hidden.pk}/"),
        read(client, "/pages/99999999999999999999999/"),
        read(client, f"/pages/{hidden.pk}/children/"),
        read(client, "/pages/", path="/landing/hidden/"),
        read(client, "/pages/", path="/landing/nothing/"),
        client.get("/api/v1/nothing/"),
    ]
    assert {(one.status_code, one.content, str(one.headers)) for one in answers} == {
        (404, answers[0].content, str(answers[0].headers))
    }
    assert answers[0]["Content-Type"] == PROBLEM
    posted = client.post("/api/v1/pages/")
    assert (posted.status_code, posted["Content-Type"], posted["Allow"]) == (405, PROBLEM, "GET, HEAD")
    assert client.head("/api/v1/navigation/").status_code == 200


@pytest.mark.parametrize(
    ("host", "reader", "status"), [("intranet", "", 401), ("extranet", "", 401), ("extranet", "staff", 403)]
)
def test_who_has_no_business_on_a_host_is_told_alike(host: str, reader: str, status: int, council: Council) -> None:
    client = client_on(council, host, reader)
    answers = [client.get(f"/api/v1{path}") for path in ("/pages/?path=/", "/nothing/", "/pages/?path=/news/")]
    assert {(one.status_code, one["Content-Type"], one.content) for one in answers} == {
        (status, PROBLEM, answers[0].content)
    }

"""Denied equals absent where a visit to each address would not show it."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.access.services import restrict
from cms.website.models import ContentPage

from . import oracles
from .changes import page_of
from .guesses import NOWHERE
from .people import HOST_NAMES, Browser
from .seeds import Council
from .truth import Host, Reader


def visitor() -> Browser:
    """Nobody in particular, on the website."""
    return Browser(Reader.ANONYMOUS, Host.WEBSITE, None)


def test_a_hidden_page_at_the_address_of_a_deleted_one_changes_nothing(council: Council) -> None:
    deleted = council.seeds["website/content/deleted"]
    before = visitor().get(deleted.path)
    assert before.status == 410
    page = ContentPage(title="Hidden", slug=deleted.path.split("/")[-2], audiences=["staff"])
    page_of(council, "website/landing/public").add_child(instance=page)
    page.save_revision().publish()
    assert oracles.differences(visitor().get(deleted.path), before) == []


def test_a_public_page_that_was_hidden_before_it_was_deleted_leaves_no_trace(council: Council) -> None:
    page = page_of(council, "website/content/public")
    restrict(page, ["staff"])
    Page.objects.get(pk=page.pk).specific.delete()
    browser, path = visitor(), council.seeds["website/content/public"].path
    absent = browser.get(f"/public/{NOWHERE}/")
    assert absent.status == 404
    assert oracles.differences(browser.get(path), absent) == []


def test_a_typed_redirect_leads_on_from_one_old_address_to_the_next(council: Council) -> None:
    Redirect.objects.create(old_path="/first", redirect_link="/second/")
    Redirect.objects.create(old_path="/second", redirect_link=council.seeds["website/content/public"].path)
    assert visitor().get("/first/").headers["location"] == "/second/"
    assert visitor().get("/second/").headers["location"] == council.seeds["website/content/public"].path


def test_no_method_and_no_spelling_tells_hidden_from_absent(council: Council) -> None:
    hidden, browser = council.seeds["website/content/staff"].path, visitor()
    twin = f"/public/{NOWHERE}/"
    for method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"):
        assert oracles.differences(browser.send(method, hidden), browser.send(method, twin)) == [], method
    for end in ("?page=2", "?q=x", "print/", "index.html", "//", "%00", "?preview=1", "../"):
        assert oracles.differences(browser.get(hidden + end), browser.get(twin + end)) == [], end
    plain = (hidden.rstrip("/"), twin.rstrip("/"))
    assert oracles.differences(browser.get(plain[0]), browser.get(plain[1])) == []
    upper = (hidden.upper(), twin.upper())
    assert oracles.differences(browser.get(upper[0]), browser.get(upper[1])) == []


def test_forwarded_hosts_are_not_believed(council: Council) -> None:
    browser, staff = visitor(), council.seeds["intranet/content-staff"].path
    for name in ("X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-URL", "X-Rewrite-URL"):
        answer = browser.get(staff, **{name: HOST_NAMES[Host.INTRANET]})
        assert oracles.differences(answer, browser.get(f"/{NOWHERE}/")) == [], name


def test_an_unknown_host_is_a_bad_request(council: Council) -> None:
    browser = visitor()
    for name in ("other.localhost", "localhost", "www.localhost.", "intranet.localhost.other.localhost"):
        browser.factory.defaults["HTTP_HOST"] = name
        assert browser.get("/").status == 400, name

"""Who steers search in the admin, but edits one branch only, learns nothing of what they may not find."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log

from cms.access.audiences import BASE_AUDIENCES
from cms.accounts.models import User
from cms.media.models import MediaDocument
from search.items import item_of_file
from search.models import FileText, Promotion, SearchChange, SearchEvent, SearchGap

from . import admin, guesses, oracles, tally
from .canaries import word_for
from .crawler import Crawler
from .look import crawler_for
from .mutants import EVERY_SCOPE
from .seeds import Council
from .truth import Host, Reader

pytestmark = pytest.mark.once

SESSION = (Reader.EDITOR, Host.INTRANET)
# What colleagues pin, search for, and have given up telling the engine of; the first is the editor's own.
PAGES = ("website/branch/public", "kb/article/agent", "extranet/content-partner-x", "kb/article/draft")
FILES = ("files/all/agent", "files/extranet/partner-x")
SEARCHED_BY = {"public": "website/content/public", "staff": "kb/article/staff", "agent": "kb/article/agent"}
SEARCHED_BY |= {"partner": "extranet/content-partners", "resident": "website/landing/resident"}
OWN = word_for("website/branch/public/title")


def steers(user: User) -> None:
    """Gives the editor all rights to search."""
    models = ContentType.objects.filter(app_label="search")
    user.user_permissions.add(*Permission.objects.filter(content_type__in=models))


def happen(council: Council) -> None:
    """Colleagues who may find everything do their work, and readers search."""
    colleague = council.people[Reader.ADMIN]
    for name in PAGES:
        page, word = council.seeds[name].page, word_for(f"{name}/title")
        for query in ("title", word):
            promotion = Promotion.objects.create(language="en-gb", query=query, page_id=page.pk)
            log(promotion, "wagtail.create", user=colleague, content_changed=True)
        told = f"Preview of field's value: '{word}'"
        SearchChange.objects.create(page_id=page.pk, state="dead", last_answer=told)
    for label in FILES:
        word = word_for(f"{label}/document title")
        document = MediaDocument.objects.get(title=word)
        FileText.objects.filter(document=document).update(stored=document.file.name, text="", reason="broken")
        SearchChange.objects.create(page_id=item_of_file(document.pk), state="dead", last_answer=word)
    for scope, name in SEARCHED_BY.items():
        word = word_for(f"{name}/title")
        asked = {"text": word, "scope": scope, "language": "en-gb"}
        gap = SearchGap.objects.create(**asked, owner=colleague, note=word)
        log(gap, "wagtail.edit", user=colleague, content_changed=True)
        for total in (0, 2):
            SearchEvent.objects.create(**asked, total=total, took=1, engine="database")


def addresses(council: Council, *, full: bool) -> Iterator[str]:
    """All of search in the admin, and where else it shows."""
    words = ["title", *(word_for(f"{name}/title") for name in PAGES)]
    if full:
        words += [canary.word for canary in council.aviary if canary.label.endswith("/title")]
    for name, model in (("promotions", Promotion), ("gaps", SearchGap), ("changes", SearchChange)):
        base = f"/admin/search-{name}/"
        yield from (base, f"{base}results/", f"{base}new/", *(f"{base}?q={word}" for word in words))
        for key in model._default_manager.values_list("pk", flat=True):
            yield from (f"{base}{part}/{key}/" for part in ("edit", "delete", "history", "history-results", "usage"))
    for scope in EVERY_SCOPE:
        yield from (f"/admin/search-try/?q={word}&reader={scope}&language=en-gb" for word in words)
        for lacking in ("results", "click"):
            yield f"/admin/search-lacking/?lacking={lacking}&scope={scope}&language=en-gb"
    yield from (f"/admin/search-lacking/?lacking={lacking}" for lacking in ("results", "click"))
    yield from ("/admin/", "/admin/reports/files-without-text/", "/admin/reports/site-history/")
    yield "/admin/reports/site-history/results/"
    for name in PAGES:
        key = council.seeds[name].page.pk
        yield from (f"/admin/pages/usage/{key}/", f"/admin/pages/{key}/history/", f"/admin/pages/{key}/delete/")


def leaks(council: Council, crawler: Crawler) -> list[str]:
    """What the editor saw that is neither theirs nor for staff."""
    seen = crawler.findings.seen[SESSION]
    met = [canary for canary in council.aviary if canary.word in seen and not admin.may_meet(canary)]
    return [f"{canary.label} at {seen[canary.word]}" for canary in met]


@pytest.fixture
def editor(council: Council) -> User:
    """Of one branch, with all rights to search."""
    user = council.people[Reader.EDITOR]
    steers(user)
    happen(council)
    return user


def test_an_editor_who_steers_search_meets_nothing_of_the_others(
    editor: User, council: Council, full: bool, request: pytest.FixtureRequest
) -> None:
    crawler = crawler_for(council, [SESSION])
    answers = {path: crawler.visit(SESSION, path) for path in addresses(council, full=full)}
    found = leaks(council, crawler)
    tally.record(request, requests=crawler.requests, leaks=len(found))
    assert crawler.findings.failed == []
    assert found == []
    lists = ("/admin/search-promotions/", "/admin/search-changes/", "/admin/reports/site-history/")
    assert all(OWN in answers[path].text for path in lists)
    assert answers[f"/admin/search-try/?q={OWN}&reader=public&language=en-gb"].text.count(OWN) > 1
    assert word_for("kb/article/staff/title") in answers["/admin/search-lacking/?lacking=results"].text


GUARDS: dict[str, tuple[str, str, Any]] = {
    "rows of others": ("/admin/search-", "search.owning.own", lambda user, rows: rows),
    "history of others": ("/admin/reports/site-history/", "search.owning.own", lambda user, rows: rows),
    "searches of others": ("/admin/search-lacking/", "search.forms.scopes_for", lambda user: BASE_AUDIENCES),
    "readers": ("/admin/search-try/", "search.forms.previewer", lambda user, host: Everybody),
    "files of others": ("/admin/reports/files", "search.unread.files_for", lambda user, model: model.objects.all()),
}


class Everybody:
    """A reader who holds everything."""

    audiences = frozenset(EVERY_SCOPE)


@pytest.mark.parametrize("guard", GUARDS)
def test_mutant_is_noticed(
    guard: str, editor: User, council: Council, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    beginning, name, replacement = GUARDS[guard]
    monkeypatch.setattr(name, replacement)
    crawler = crawler_for(council, [SESSION])
    noticed = False
    for path in addresses(council, full=False):
        if path.startswith(beginning) and not noticed:
            crawler.visit(SESSION, path)
            noticed = bool(leaks(council, crawler))
    tally.record(request, mutants_planted=1, mutants_killed=int(noticed), requests=crawler.requests)
    assert noticed


def test_a_search_is_tried_as_nobody_but_who_the_editor_is(editor: User, council: Council) -> None:
    crawler = crawler_for(council, [SESSION])
    for scope in EVERY_SCOPE:
        shown = crawler.visit(SESSION, f"/admin/search-try/?q=title&reader={scope}&language=en-gb").text
        own = scope in {"public", "staff"}
        assert ("Answered by" in shown, "Select a valid choice" in shown) == (own, not own), scope


def test_a_page_that_the_editor_may_not_find_cannot_be_pinned(editor: User, council: Council) -> None:
    [browser] = crawler_for(council, [SESSION]).browsers.values()
    own = Promotion.objects.get(page=council.seeds[PAGES[0]].page.pk, query="title")
    fields = {"query": "new", "action": "pin", "place": 1, "language": "en-gb"}
    for path in ("/admin/search-promotions/new/", f"/admin/search-promotions/edit/{own.pk}/"):
        refused = [
            browser.send("POST", path, {**fields, "page": key})
            for key in (council.seeds[PAGES[1]].page.pk, guesses.NO_ROW)
        ]
        assert all("Select a valid choice" in answer.text for answer in refused)
        assert oracles.differences(*refused) == []
    assert not Promotion.objects.filter(query="new").exists()

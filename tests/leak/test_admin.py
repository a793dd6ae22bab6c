"""The admin shows the editor of one branch nothing of the others but what they may read; others it does not let in."""

import pytest

from . import admin, tally
from .canaries import word_for
from .look import crawler_for
from .seeds import Council
from .truth import Host, Reader

pytestmark = pytest.mark.once

# Icons, translations, and the forms for those who have no session.
WITHOUT_CONTENT = ("sprite", "jsi18n", "login", "password_reset")


# Wagtail's own lists warn that they are in no order.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_the_editor_of_a_branch_meets_nothing_of_the_others(
    council: Council, full: bool, request: pytest.FixtureRequest
) -> None:
    session = (Reader.EDITOR, Host.INTRANET)
    crawler = crawler_for(council, [session])
    admin.go_on(council, council.people[Reader.ADMIN])
    for path in admin.addresses(council, full=full):
        crawler.visit(session, path)
    seen = crawler.findings.seen[session]
    leaks = [
        f"{canary.label} at {seen[canary.word]}"
        for canary in council.aviary
        if canary.word in seen and not admin.may_meet(canary)
    ]
    tally.record(request, requests=crawler.requests, leaks=len(leaks))
    assert crawler.findings.failed == []
    assert leaks == []


@pytest.mark.parametrize("reader", [Reader.STAFF, Reader.AGENT, Reader.PARTNER_X, Reader.RESIDENT_A, Reader.ANONYMOUS])
def test_nobody_else_gets_in(reader: Reader, council: Council, full: bool, request: pytest.FixtureRequest) -> None:
    sessions = [(reader, host) for host in Host]
    crawler = crawler_for(council, sessions)
    let_in = []
    paths = list(admin.addresses(council, full=full))
    for number, session in enumerate(sessions):
        for path in paths if full else paths[number::60]:
            answer = crawler.visit(session, path)
            if answer.status == 200 and not any(part in path for part in WITHOUT_CONTENT):
                let_in.append(f"{session}: {path}")
    tally.record(request, requests=crawler.requests)
    assert let_in == []


def test_a_form_does_not_name_what_the_editor_may_not_find(
    council: Council, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden, known = council.seeds["kb/article/agent"].page, council.seeds["website/branch"].page
    page = council.seeds["website/branch"].page.specific
    page.tasks = [
        ("task", {"label": "One", "page": hidden, "address": "", "summary": ""}),
        ("task", {"label": "Two", "page": known, "address": "", "summary": ""}),
    ]
    page.save_revision()
    session = (Reader.EDITOR, Host.INTRANET)
    crawler = crawler_for(council, [session])
    word, own = word_for("kb/article/agent/title"), word_for("website/branch/title")
    text = crawler.visit(session, f"/admin/pages/{page.pk}/edit/").text
    assert word not in text and own in text and "Not yours to see" in text
    # It is still the target.
    assert str(hidden.pk) in text
    monkeypatch.setattr("cms.core.choosing.may_find", lambda user, model, keys: True)
    noticed = word in crawler.visit(session, f"/admin/pages/{page.pk}/edit/").text
    tally.record(request, requests=2, mutants_planted=1, mutants_killed=int(noticed))
    assert noticed

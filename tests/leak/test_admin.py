"""The admin shows the editor of one branch nothing of the others but what they may read; others it does not let in."""

import pytest

from . import admin, tally
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

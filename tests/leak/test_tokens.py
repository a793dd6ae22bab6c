"""A program with a token reads what its audience reads, and no more, on the host that the token is good for."""

import datetime

import pytest
from django.utils import timezone

from cms.api.models import ReaderToken
from cms.api.tokens import digest_of

from . import guesses, oracles, tally, verdict
from .crawler import Crawler
from .people import GRANTS, Browser
from .seeds import Council
from .truth import Host, Reader

pytestmark = pytest.mark.once

TOKENS = {Host.WEBSITE: Reader.RESIDENT_A, Host.INTRANET: Reader.STAFF, Host.EXTRANET: Reader.PARTNER_X}
LISTS = ("navigation", "alerts", "sections", "articles", "search/?q=Title", "suggestions/?q=Title")


@pytest.mark.parametrize("host", list(Host))
def test_crawl_with_a_token(host: Host, council: Council, full: bool, request: pytest.FixtureRequest) -> None:
    reader = TOKENS[host]
    ReaderToken.objects.create(
        name="crawler",
        host=host.value,
        audiences=list(GRANTS[reader]),
        expires_at=timezone.now() + datetime.timedelta(days=1),
        digest=digest_of(host),
    )
    session = (reader, host)
    browser = Browser(reader, host, None)
    browser.factory.defaults["HTTP_AUTHORIZATION"] = f"Bearer {host}"
    crawler = Crawler(council.aviary, {session: browser})
    for name in LISTS:
        path = f"/api/v1/{name}" if "?" in name else f"/api/v1/{name}/"
        assert crawler.visit(session, path).status == 200
    found, absent = [], {}
    for guess in guesses.api_pages(council, host, full=full):
        answer = crawler.visit(session, guess.path)
        if guess.hidden(reader, host):
            key = guess.twin if full else guesses.sort_of(guess.twin)
            if key not in absent:
                absent[key] = crawler.visit(session, guess.twin)
            differs = oracles.differences(answer, absent[key])
            found += [f"{guess.path} ({guess.kind}): {differs}"] if differs else []
        else:
            assert answer.status == 200, guess
    leaks = verdict.leaks(council.aviary, crawler.findings)
    tally.record(request, requests=crawler.requests, leaks=len(leaks), oracles=len(found))
    assert crawler.findings.failed == []
    assert not leaks, verdict.told(leaks)
    assert found == []

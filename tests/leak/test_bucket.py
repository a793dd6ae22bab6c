"""Files in a bucket are handed out by signed addresses, to whoever may see their pages; for others there is no file."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings

from . import guesses, oracles, tally, verdict
from .crawler import Crawler, Session
from .look import SESSIONS, crawler_for
from .people import Answer
from .seeds import Council
from .truth import Host, Reader, sessions

pytestmark = [pytest.mark.needs("s3"), pytest.mark.once]

SIGNATURE = "X-Amz-Signature"
PAGES = ("/", "/embeds/", "/signposts/", "/api/v1/pages/?path=/embeds/", "/search/?q=Title")


@pytest.fixture
def stored(council: Council, bucket: Any) -> Any:
    """The bucket, with every file of the council."""
    folder = Path(settings.MEDIA_ROOT)
    for path in folder.rglob("*"):
        if path.is_file():
            bucket.put_object(Key=str(path.relative_to(folder)), Body=path.read_bytes())
    return bucket


def fetch(crawler: Crawler, session: Session, guess: guesses.Guess) -> Answer:
    """Asks for a file, at a signed address too where there is one; returns the first answer."""
    answer = crawler.visit(session, guess.path, kind=guess.kind)
    if SIGNATURE in answer.headers.get("location", ""):
        sent = httpx.get(answer.headers["location"])
        assert sent.status_code == 200
        crawler.note(session, Answer(guess.path, 200, dict(sent.headers), sent.content))
    return answer


def test_who_may_not_see_a_file_is_given_no_address(
    council: Council, stored: Any, full: bool, request: pytest.FixtureRequest
) -> None:
    # An administrator looks after every file, on the staff's host.
    readers = [each for each in sessions() if each != (Reader.ADMIN, Host.INTRANET)] if full else SESSIONS[::2]
    crawler, found = crawler_for(council, readers), []
    for session in readers:
        signed = 0
        for path in PAGES:
            said = crawler.visit(session, path).told()
            assert stored.name not in said and SIGNATURE not in said, f"{path} tells of the bucket"
        files = list(guesses.files(council))
        for guess in files if full else guesses.one_of_each(files):
            answer = fetch(crawler, session, guess)
            signed += SIGNATURE in answer.headers.get("location", "")
            if guess.hidden(*session):
                differs = oracles.differences(answer, crawler.visit(session, guess.twin))
                found += [f"{session}: {guess.path} ({guess.kind}) answers {differs}"] if differs else []
        assert signed or full, f"{session} was given no document"
    leaks = verdict.leaks(council.aviary, crawler.findings)
    tally.record(request, requests=crawler.requests, leaks=len(leaks), oracles=len(found))
    assert crawler.findings.failed == []
    assert not leaks, verdict.told(leaks)
    assert found == []


@pytest.mark.parametrize("name", ["may_see_file", "_refuse_hidden"])
def test_addresses_given_to_anybody_are_noticed(
    name: str, council: Council, stored: Any, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"cms.media.views.{name}", lambda *_: True)
    session = (Reader.ANONYMOUS, Host.WEBSITE)
    crawler = crawler_for(council, [session])
    for guess in guesses.one_of_each(guesses.files(council)):
        if "documents" in guess.path:
            fetch(crawler, session, guess)
    leaks = verdict.leaks(council.aviary, crawler.findings)
    tally.record(request, mutants_planted=1, mutants_killed=int(bool(leaks)), requests=crawler.requests)
    assert leaks

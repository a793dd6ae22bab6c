"""No change of state lets anything out, or keeps it from those whom it is for."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.core.models import BasePage

from . import tally, verdict
from .changes import Change, changes, page_of, reclassify
from .look import SESSIONS, look, searches, telling
from .planting import DUE, READ_AT
from .seeds import Council
from .truth import FOR_SOMEBODY, Kind

REPEATED = {f"restricted to {Kind.STAFF}", "moved to a public place", "translated", "deleted", "alias converted"}


def held(council: Council, change: str, name: str, paths: list[str], request: pytest.FixtureRequest) -> None:
    """Looks around for the canaries of one seed."""
    full = request.config.getoption("--leak") == "full"
    seed = council.seeds[name]
    own = [canary for canary in council.aviary if canary.label.startswith((f"{name}/", f"welsh/{name}/"))]
    words = [canary.word for canary in own if canary.label.endswith(("/title", "/text"))]
    asked = list(searches(words[: 3 if full else 2]))
    if not full:
        # Each in its own language.
        welsh = [canary.word for canary in own if canary.label == f"welsh/{name}/title"]
        asked = [path for path in asked if not path.startswith("/cy/")] + [f"/cy/search/?q={word}" for word in welsh]
    places = [each.path for each in (seed, *seed.below)]
    sessions = SESSIONS if full else telling(own[0].kind)
    findings, requests = look(council, [*places, f"/cy{seed.path}", *paths], asked, sessions)
    concerned = {canary.label for canary in own}
    leaks = [wrong for wrong in verdict.leaks(council.aviary, findings) if wrong.label in concerned]
    denials = verdict.false_denials([canary for canary in own if canary.label.startswith(f"{name}/")], findings)
    tally.record(request, requests=requests, leaks=len(leaks), false_denials=len(denials))
    assert findings.failed == []
    assert not leaks, f"{change}: {verdict.told(leaks)}"
    assert not denials, f"{change}: {verdict.told(denials)}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The quick run makes each change once, the full run makes it to every seed that it concerns.

    Where the suite is repeated on another database, those that its rule meets in different ways are enough.
    """
    if "change" in metafunc.fixturenames:
        chosen = list({change.name: change for change in reversed(list(changes()))}.values())
        if metafunc.config.getoption("--leak") == "full":
            chosen = list(changes())
        metafunc.parametrize(
            "change",
            [pytest.param(each, marks=() if each.name in REPEATED else pytest.mark.once) for each in chosen],
            ids=[f"{each.seed} {each.name}" for each in chosen],
        )


def test_change(
    change: Change,
    changing: Council,
    request: pytest.FixtureRequest,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    reclassify(changing, change.seed, change.becomes)
    # The readers of a translation are those of its source, its state is its own.
    if change.becomes in FOR_SOMEBODY and change.seed in {"website/content/public", "kb/article/public"}:
        reclassify(changing, f"welsh/{change.seed}", change.becomes)
    with django_capture_on_commit_callbacks(execute=True):
        paths = change.make(changing, page_of(changing, change.seed))
    held(changing, change.name, change.seed, paths, request)


@pytest.mark.once
def test_what_is_scheduled_goes_live_when_it_is_due(changing: Council, request: pytest.FixtureRequest) -> None:
    for name in ("website/content/scheduled", "kb/article/scheduled"):
        reclassify(changing, name, Kind.PUBLIC)
        reclassify(changing, f"welsh/{name}", Kind.PUBLIC)
    with time_machine.travel(DUE, tick=True):
        for name in ("website/content/scheduled", "kb/article/scheduled"):
            held(changing, "due", name, [], request)


@pytest.mark.parametrize("name", [pytest.param("website/content/public", marks=pytest.mark.once), "kb/article/public"])
def test_what_expires_is_gone_at_that_moment(name: str, changing: Council, request: pytest.FixtureRequest) -> None:
    page: BasePage = page_of(changing, name)
    page.expire_at = READ_AT + timedelta(hours=2)
    page.save_revision().publish()
    held(changing, "before it expires", name, [], request)
    reclassify(changing, name, Kind.EXPIRED)
    with time_machine.travel(READ_AT + timedelta(hours=3), tick=True):
        held(changing, "expired", name, [], request)

"""With any one guard taken out the crawl reports a leak; with all of them in, none."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from . import guesses, mutants_of_search, tally, verdict
from .changes import changes, page_of, reclassify
from .look import crawler_for, searches
from .mutants import AS_JSON, FILES, GUESSED, SEARCHES, Mutant, mutants
from .seeds import Council

pytestmark = pytest.mark.once


def requests_of(mutant: Mutant, council: Council) -> Iterator[str]:
    """The addresses at which the mutant may show."""
    host = mutant.session[1]
    for path in mutant.paths:
        if path == GUESSED:
            # All of them; the sample first, as the first leak is enough.
            for full in (False, True):
                yield from (guess.path for guess in guesses.pages(council, host, full=full))
        elif path == AS_JSON:
            for full in (False, True):
                yield from (guess.path for guess in guesses.api_pages(council, host, full=full))
        elif path == FILES:
            yield from (guess.path for guess in guesses.files(council))
        elif path == SEARCHES:
            yield from searches(
                canary.word
                for canary in council.aviary
                if canary.label.startswith("kb/article/") and canary.label.endswith(("/title", "/text"))
            )
        else:
            yield path


@pytest.mark.parametrize("mutant", [*mutants(), *mutants_of_search.mutants()], ids=lambda mutant: mutant.name)
def test_mutant_is_noticed(
    mutant: Mutant,
    changing: Council,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    crawler = crawler_for(changing, [mutant.session])
    for name, replacement in mutant.patches:
        monkeypatch.setattr(name, replacement)
    mutant.prepare()
    if mutant.change is not None:
        change = next(each for each in changes() if (each.seed, each.name) == mutant.change)
        reclassify(changing, change.seed, change.becomes)
        reclassify(changing, f"welsh/{change.seed}", change.becomes)
        with django_capture_on_commit_callbacks(execute=True):
            paths = change.make(changing, page_of(changing, change.seed))
        for path in paths:
            crawler.visit(mutant.session, path)
    noticed = False
    for path in requests_of(mutant, changing):
        crawler.visit(mutant.session, path)
        noticed = bool(verdict.leaks(changing.aviary, crawler.findings))
        if noticed:
            break
    tally.record(request, mutants_planted=1, mutants_killed=int(noticed), requests=crawler.requests)
    assert noticed, f"nobody noticed that {mutant.name} has no guard"

"""How an answer comes about: how long it takes, and how often the database and the search engine are asked for it."""

import gc
import random
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from search.backends.elasticsearch.client import client

from . import guesses
from .canaries import word_for
from .crawler import Session
from .people import Browser
from .seeds import Council
from .truth import sees

ROUNDS, WORDS = 24, 20
# A difference of so much of the time is none, and one of no more than so many times what two absent words differ by.
SHARE, TIMES = 0.05, 4


@dataclass(frozen=True)
class Difference:
    """By how many seconds one group of words is answered later than another, and how much of that is to be expected."""

    seconds: float
    expected: float

    @property
    def tells(self) -> bool:
        """Whether somebody with a clock could learn something."""
        return abs(self.seconds) > self.expected


def hidden_words(council: Council, session: Session, fields: tuple[str, ...] = ("title", "text")) -> list[str]:
    """Canaries in texts of the main language that the session may not find."""
    labels = (
        canary
        for canary in guesses.queries(council, full=True)
        if canary.label.startswith(("website/", "kb/", "intranet/", "extranet/")) and canary.label.endswith(fields)
    )
    return [canary.word for canary in labels if not sees(*session, canary.kind)]


def absent_words(name: str, number: int) -> list[str]:
    """Words like canaries that stand nowhere."""
    return [word_for(f"{name} {each}") for each in range(number)]


def difference(browser: Browser, address: str, hidden: Sequence[str]) -> Difference:
    """Asks for hidden words and absent ones in turn, many times in another order.

    Of each round the medians of the groups are compared, so that what comes and goes on the machine makes no
    difference; two groups of absent words show what chance does.
    """
    words = random.Random(0).sample(hidden, min(WORDS, len(hidden)))
    groups = {"hidden": words, **{name: absent_words(name, len(words)) for name in ("absent", "control")}}
    rounds = list(_rounds(browser, address, groups))
    usual = statistics.median(each["absent"] for each in rounds)
    by_chance = [each["control"] - each["absent"] for each in rounds]
    found = statistics.median(each["hidden"] - (each["absent"] + each["control"]) / 2 for each in rounds)
    error = statistics.stdev(by_chance) / len(rounds) ** 0.5
    return Difference(found, max(SHARE * usual, TIMES * error))


def _rounds(browser: Browser, address: str, groups: Mapping[str, Sequence[str]]) -> Iterator[dict[str, float]]:
    """The median time of each group, round for round; the first one warms up."""
    asked = [(name, address + word) for name, words in groups.items() for word in words]
    order = random.Random(1)
    for number in range(ROUNDS + 1):
        order.shuffle(asked)
        times: dict[str, list[float]] = {name: [] for name in groups}
        gc.collect()
        gc.disable()
        try:
            for name, path in asked:
                began = time.perf_counter()
                browser.get(path)
                times[name].append(time.perf_counter() - began)
        finally:
            gc.enable()
        if number:
            yield {name: statistics.median(each) for name, each in times.items()}


def questions(browser: Browser, address: str) -> tuple[int, int]:
    """How often the database, and how often the search engine, is asked for an answer."""
    asked: list[int] = []
    reset_queries()
    with CaptureQueriesContext(connection) as statements, pytest.MonkeyPatch.context() as watched:
        if settings.ELASTICSEARCH_URLS:
            transport = client().transport
            perform = transport.perform_request

            def counted(*args: Any, body: Any = None, **more: Any) -> Any:
                # Several at once are a list of heads and bodies.
                asked.append(len(body) // 2 if isinstance(body, list) else 1)
                return perform(*args, body=body, **more)

            watched.setattr(transport, "perform_request", counted)
        browser.get(address)
    return len(statements), sum(asked)

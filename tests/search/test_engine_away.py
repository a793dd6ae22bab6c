"""A search engine that stalls, dies and comes back: readers find the same all the while."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from deploy import elasticsearch
from deploy.process import account, free_port, private_folder
from search.backends import Query, Results, backend, circuit
from search.backends.elasticsearch.client import SEARCH_SECONDS
from search.models import SearchChange
from tests.engine import home_of, on_elasticsearch
from tests.search.test_results import article, found
from tests.services.state import Services
from tests.testmere import Council

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.once, pytest.mark.django_db]

# Longer than it takes, for a machine that is busy.
RECOVERY_SECONDS = 40
FIRST_ANSWER_SECONDS = 5


class Node:
    """A server of this module's own, on one port and one folder through all its lives."""

    def __init__(self, stack: ExitStack, home: Path) -> None:
        self.owner = account("elasticsearch", "nobody")
        self.home = home
        self.folder: Path = stack.enter_context(private_folder(self.owner))
        self.port = free_port()
        self.life = ExitStack()
        stack.callback(self.end)
        self.begin()

    def begin(self) -> None:
        """Starts it."""
        running = elasticsearch.node(self.home, self.folder, self.owner, port=self.port, brief=True)
        self.url, self.group = self.life.enter_context(running)

    def end(self) -> None:
        """Makes sure that it runs no more."""
        self.life.close()

    def send(self, number: signal.Signals) -> None:
        """Sends a signal to all its processes."""
        os.killpg(self.group, number)


@pytest.fixture(scope="module")
def node(services: Services) -> Iterator[Node]:
    with ExitStack() as stack:
        yield Node(stack, home_of(services.running["elasticsearch"]))


@pytest.fixture
def page(node: Node, council: Council) -> Iterator[Any]:
    """An article that the engine has."""
    with on_elasticsearch(node.url, SEARCH_SECONDS) as bring_in_step:
        page = article(council)
        bring_in_step()
        until(lambda: ask().engine == "elasticsearch", RECOVERY_SECONDS)
        yield page


def ask() -> Results:
    """The answer for a resident."""
    return backend().search(Query(("residentword",), ("resident",), "en-gb"))


def told_all() -> bool:
    """Has the clock tell the engine what it missed; whether nothing of that is left."""
    call_command("clock", "--once")
    return not SearchChange.objects.exists()


def until(condition: Callable[[], bool], seconds: float) -> None:
    """Waits for it, and no longer."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_stalled_engine_keeps_nobody_waiting(node: Node, page: Any, council: Council) -> None:
    node.send(signal.SIGSTOP)
    try:
        started = time.monotonic()
        first = ask()
        assert time.monotonic() - started < FIRST_ANSWER_SECONDS
        assert (first.engine, first.away, first.total) == ("database", True, 1)
        for _ in range(2):
            ask()
        assert circuit.is_open()
        started = time.monotonic()
        page_of_results = council.client("resident").get("/search/", {"q": "residentword"}).content.decode()
        assert "Missed bins" in page_of_results and "simpler way" in page_of_results
        assert not found(council, "staff", "residentword")
        assert time.monotonic() - started < FIRST_ANSWER_SECONDS
        assert council.client().get("/readyz").status_code == 200
        page.unpublish()
        call_command("clock", "--once")
        assert SearchChange.objects.exists()
    finally:
        node.send(signal.SIGCONT)
    until(lambda: ask().engine == "elasticsearch", RECOVERY_SECONDS)
    assert ask().total == 0
    until(told_all, RECOVERY_SECONDS)
    call_command("verify_search")


def test_a_killed_engine_takes_up_where_it_was(node: Node, page: Any, council: Council) -> None:
    node.send(signal.SIGKILL)
    node.end()
    assert (ask().away, ask().total) == (True, 1)
    council.page(council.branches["website"], "later")
    call_command("clock", "--once")
    assert SearchChange.objects.exists()
    node.begin()
    until(lambda: not ask().away, RECOVERY_SECONDS)
    until(told_all, RECOVERY_SECONDS)
    later = Query(("later",), ("public",), "en-gb")
    until(lambda: backend().search(later).engine == "elasticsearch", RECOVERY_SECONDS)
    assert backend().search(later).total == 1
    call_command("verify_search")

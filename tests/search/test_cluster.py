"""A cluster of three nodes, of which one dies under load: no search fails, and no change is lost."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from deploy.elasticsearch import wait_for
from deploy.elasticsearch_cluster import Node, cluster
from deploy.process import account, private_folder
from search import rebuilding
from search.backends import Query, Results, backend
from search.backends.elasticsearch.client import patient
from search.backends.elasticsearch.indices import index_name, read_alias
from search.models import SearchChange, SearchGeneration
from tests.engine import home_of, on_elasticsearch
from tests.services.state import Services
from tests.testmere import Council

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.once, pytest.mark.django_db]

EACH, THREADS, PATIENCE = 6, 4, 60
# The public asks one index, staff that and their own together.
PAGES = {"public": EACH, "staff": 2 * EACH}


@pytest.fixture
def nodes(services: Services) -> Iterator[dict[str, Node]]:
    owner = account("elasticsearch", "nobody")
    home = home_of(services.running["elasticsearch"])
    with private_folder(owner) as folder, cluster(home, folder, owner, brief=True) as nodes:
        yield nodes


def ask(*words: str, scope: str = "public") -> Results:
    """The answer for a reader of that scope."""
    return backend().search(Query(words, (scope,), "en-gb", facets=("kind",)))


@contextmanager
def asking() -> Iterator[Counter[tuple[str, bool]]]:
    """Threads that ask without a pause; tells how often which engine answered, and whether with the right pages.

    They share the test's connection to the database, which alone sees what the test has written.
    """
    answers: Counter[tuple[str, bool]] = Counter()
    shared, ended = connections["default"], threading.Event()

    def go_on(scope: str) -> None:
        connections["default"] = shared
        while not ended.is_set():
            for words, total in ((["steady"], PAGES[scope]), (["steady", "public1"], 1)):
                answer = ask(*words, scope=scope)
                answers[answer.engine, answer.total == total] += 1

    shared.inc_thread_sharing()
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            threads = [pool.submit(go_on, list(PAGES)[number % 2]) for number in range(THREADS)]
            yield answers
        finally:
            ended.set()
    shared.dec_thread_sharing()
    for thread in threads:
        thread.result()


def holders() -> dict[str, str]:
    """The nodes that hold the public's pages: where they are written first (p), and where copied to (r)."""
    copies: Any = patient(20).cat.shards(index=read_alias("public", "en-gb"), h="node,prirep", format="json")
    return {copy["prirep"]: copy["node"] for copy in copies}


def master() -> str:
    """The node that the others have elected."""
    elected: Any = patient(20).cat.master(format="json")
    return str(elected[0]["node"])


def until(condition: Callable[[], bool]) -> None:
    """Waits for it, and no longer."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        # Nodes tell nobody that they are done; asking without a pause would take the processor from them.
        time.sleep(0.1)


def told_all() -> bool:
    """Has the clock tell the engine what it missed; whether nothing of that is left."""
    call_command("clock", "--once")
    return not SearchChange.objects.exists()


def test_a_build_whose_nodes_are_gone_begins_anew(council: Council, engine: Callable[[], object]) -> None:
    council.page(council.branches["website"], "first")
    generation = SearchGeneration.objects.create(built=False, position=10**9)
    lost = index_name("public", "en-gb", generation.pk)
    nowhere = {"index.routing.allocation.require._name": "nobody"}
    patient(20).indices.create(index=lost, settings=nowhere, aliases={f"{lost}-in": {}}, wait_for_active_shards="0")
    call_command("rebuild_search")
    engine()
    answer = ask("first")
    assert (answer.engine, answer.total) == ("elasticsearch", 1)


def test_no_search_fails_and_no_change_is_lost_with_a_node(
    nodes: dict[str, Node], council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "TOGETHER", 4)
    for scope, branch in (("public", "website"), ("staff", "intranet")):
        for number in range(EACH):
            council.page(council.branches[branch], f"{scope}{number}", keywords="steady")
    first = council.page(council.branches["website"], "first")
    with on_elasticsearch(",".join(node.address for node in nodes.values())):
        chosen, copy = holders().values()
        assert chosen != copy
        dead = nodes[next(name for name in holders().values() if name != master())]
        with asking() as answers:
            dead.kill()
            first.unpublish()
            council.page(council.branches["website"], "second")
            until(told_all)
            assert (ask("first").total, ask("second").total) == (0, 1)
        assert set(answers) == {("elasticsearch", True)}, answers
        dead.begin()
        wait_for(dead.address, "green", len(nodes))
        killed = master()

        def kill_the_master(number: int) -> None:
            if nodes[killed].group:
                nodes[killed].kill()
                council.page(council.branches["website"], "third")

        with asking() as answers:
            rebuilding.rebuild(kill_the_master)
            until(told_all)
            assert (ask("second").total, ask("third").total) == (1, 1)
        assert set(answers) == {("elasticsearch", True)}, answers
        assert master() != killed
        call_command("verify_search")

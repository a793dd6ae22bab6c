"""What readers notice when one of the search engine's three nodes dies, and what its documents take."""

import json
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from bench import documents, engine, processes
from bench.api import another_server
from bench.away import CLIENTS, Asked, Clients, ms
from bench.pages import frontdoor
from bench.results import table
from deploy.elasticsearch import wait_for
from deploy.elasticsearch_cluster import HEAP, Node

TITLE = "One of three nodes of the search engine killed"
INDEX = "frontdoor-public-en-gb"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Death:
    """What the clients saw, when a node was killed meanwhile, and the bytes of heap that were in use on all nodes."""

    asked: Asked
    killed: float
    heap: list[int]

    def row(self, which: str) -> tuple[object, ...]:
        """The row of the table."""
        answers = self.asked.answers
        before = [taken for began, taken, _ in answers if began + taken < self.killed]
        after = [taken for began, taken, _ in answers if began + taken >= self.killed]
        stood_in = [began + taken < self.killed for began, taken, by_engine in answers if not by_engine]
        times = ms(before, 0.95), ms(after, 0.95), ms(after, 1)
        return which, len(answers), len(self.asked.failures), *map(stood_in.count, (True, False)), *times


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    size, seconds = (300, 4) if quick else (10_000, 30)
    asked = documents.questions(1000, size)
    with ExitStack() as running:
        address = running.enter_context(processes.database("postgresql"))
        nodes = running.enter_context(engine.cluster())
        addresses = ",".join(node.address for node in nodes.values())
        with frontdoor(address, documents.beginnings(), PAGE_CACHE="off", ELASTICSEARCH_URL="") as filled:
            documents.fill(filled.url, size, documents.of_frontdoor)
        processes.python(
            "manage.py", "rebuild_search", "--verbosity=0", env=filled.env | {"ELASTICSEARCH_URL": addresses}
        )
        site, _ = running.enter_context(another_server(filled.url, PAGE_CACHE="off", ELASTICSEARCH_URL=addresses))
        stored = told(nodes, "frontdoor-*/_stats/docs,store")["_all"]
        with Clients(site, asked):
            # Both processes have asked every node before anything is measured.
            time.sleep(seconds / 2)
        deaths = {
            "holds the public's pages": death(nodes, holder(nodes), site, asked, seconds),
            "elected master": death(nodes, master(nodes), site, asked, seconds),
        }
    count, one, all_copies = (
        stored["primaries"]["docs"]["count"],
        stored["primaries"]["store"]["size_in_bytes"],
        stored["total"]["store"]["size_in_bytes"],
    )
    heap = [used for each in deaths.values() for used in each.heap]
    failures = [failure for each in deaths.values() for failure in each.asked.failures]
    return [
        f"{size} documents on PostgreSQL and in three nodes of {HEAP} of heap each on this machine, one of which is "
        f"killed while {CLIENTS} clients ask without a pause, {seconds} s before and {seconds} s after; it is back "
        f"with all its copies before another is. {processes.WORKERS} gunicorn workers of {processes.THREADS} threads.",
        "",
        *table(
            (
                "killed",
                "answers",
                "errors",
                "by the database: before",
                "after",
                "p95: before",
                "after",
                "longest after",
            ),
            *(each.row(which) for which, each in deaths.items()),
        ),
        "",
        *table(
            ("", "measured"),
            ("on disk for each document, one copy", f"{one / count:.0f} bytes"),
            ("on disk for each document, both copies", f"{all_copies / count:.0f} bytes"),
            ("heap in use in a node, each second: least and most", " to ".join(megabytes(heap))),
        ),
        *(["", f"First error: {failures[0]}"] if failures else []),
    ]


def death(nodes: dict[str, Node], name: str, site: int, asked: list[str], seconds: float) -> Death:
    """Kills a node while clients ask, and has it back in the end."""
    heap: list[int] = []

    def watch() -> None:
        ended = time.monotonic() + seconds
        while time.monotonic() < ended:
            time.sleep(1)  # the heap is looked at each second
            found = told(nodes, "_nodes/stats/jvm")["nodes"].values()
            heap.extend(each["jvm"]["mem"]["heap_used_in_bytes"] for each in found)

    with Clients(site, asked) as clients:
        watch()
        killed = time.monotonic()
        nodes[name].kill()
        watch()
    nodes[name].begin()
    wait_for(nodes[name].address, "green", len(nodes))
    return Death(clients.asked, killed, heap)


def master(nodes: dict[str, Node]) -> str:
    """The node that the others have elected."""
    return str(told(nodes, "_cat/master?format=json")[0]["node"])


def holder(nodes: dict[str, Node]) -> str:
    """A node beside the master that holds the pages which the public finds."""
    elected = master(nodes)
    held = told(nodes, f"_cat/shards/{INDEX}?format=json")
    return next(str(copy["node"]) for copy in held if copy["node"] != elected)


def told(nodes: dict[str, Node], path: str) -> Any:
    """What the cluster says there, by any node that lives."""
    node = next(each for each in nodes.values() if each.group)
    with urllib.request.urlopen(f"{node.address}/{path}", timeout=30) as answer:
        return json.load(answer)


def megabytes(values: list[int]) -> list[str]:
    """The least and the most."""
    return [f"{bound(values) / MEGABYTE:.0f} MB" for bound in (min, max)]

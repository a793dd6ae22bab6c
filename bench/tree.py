"""What a page, its JSON and the navigation cost in a small tree and in one a hundred times as large."""

import http.client
import json
import math
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import psycopg

from bench import content, processes, visible
from bench.api import another_server
from bench.pages import HOST, frontdoor
from bench.results import table

TITLE = "A large tree"
# How many times as long as in the small tree anything may take; too little is measured quickly to tell.
MOST = 1.2
BLOCK = 25
# So many are published in the large tree and then restricted.
ARTICLES = 100


@dataclass
class Tree:
    """A running Frontdoor: how many copies of each group it has, its port and processes, and what was measured."""

    copies: int
    port: int
    server: int
    database: int
    times: dict[str, list[float]] = field(default_factory=dict)
    costs: dict[str, list[float]] = field(default_factory=dict)

    def ask(self, name: str, paths: list[str]) -> None:
        """Asks for the paths one after the other, and takes note of the time and of the processors' time."""
        times = self.times.setdefault(name, [])
        before = self.processor_seconds()
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            for path in paths:
                began = time.perf_counter()
                connection.request("GET", path, headers={"Host": f"{HOST}:{self.port}"})
                response = connection.getresponse()
                response.read()
                times.append(time.perf_counter() - began)
                if response.status != http.client.OK:
                    raise RuntimeError(f"{path} answers {response.status}")
        self.costs.setdefault(name, []).append((self.processor_seconds() - before) / len(paths))

    def processor_seconds(self) -> float:
        """What server and database have used so far."""
        return processes.cpu_seconds(self.server) + processes.cpu_seconds(self.database)


def measure(*, quick: bool) -> list[str]:
    """The section's lines; raises RuntimeError when something takes too much longer in the large tree."""
    number, copies, blocks = (100, 5, 2) if quick else (1000, 101, 16)
    pages = site(number)
    data = processes.folder() / "tree.json"
    data.write_text(json.dumps(pages), encoding="utf-8")
    with ExitStack() as running:
        address = running.enter_context(processes.database("postgresql"))
        with frontdoor(address, data, PAGE_CACHE="off") as filled:
            url, database, env = filled.url, filled.database, filled.env
        processes.python("manage.py", "rebuild_search", env=env)
        began = time.monotonic()
        large_url, size = grown(address, url, env, copies)
        seconds = time.monotonic() - began
        with tree(url, database, 1) as small, tree(large_url, database, copies) as large:
            ask_in_turn(small, large, pages, blocks)
        made = visible.changes(large_url, 5 if quick else ARTICLES, cached=True)
    return [
        f"Trees of {number + 1} and {size} pages below one home page, on PostgreSQL; the large one is the small one "
        f"with each group of pages {copies} times, copied within the database in {seconds:.0f} s. Page cache off; "
        f"{blocks} blocks of {BLOCK} requests for each kind, both trees in turn, asked by one client one after the "
        "other; medians.",
        "",
        *report(small, large, most=math.inf if quick else MOST),
        "",
        f"{len(made)} changes in the large tree, as `visible` makes them with page cache and nginx in front:",
        "",
        *table(visible.HEAD, *visible.report(made)),
    ]


def ask_in_turn(small: Tree, large: Tree, pages: list[content.PageData], blocks: int) -> None:
    """Asks both for as many blocks, after one that only gets them warm."""
    for block in range(-1, blocks):
        for one in (small, large):
            for name, paths in questions(pages, one.copies, block).items():
                one.ask(name, paths)
        if block < 0:
            for one in (small, large):
                one.times.clear()
                one.costs.clear()


def site(number: int) -> list[content.PageData]:
    """About that many pages: sections, in each one group, and the others in the groups."""
    chance = random.Random(number)
    pages = [content.page(chance, f"section-{index}", "", []) for index in range(content.SECTIONS)]
    pages += [content.page(chance, f"group-{index}", f"section-{index}", []) for index in range(content.SECTIONS)]
    for index in range(number - len(pages)):
        earlier = [chance.choice(pages)["slug"] for _ in range(4)]
        pages.append(content.page(chance, f"page-{index}", f"group-{index % content.SECTIONS}", earlier))
    return pages


def questions(pages: list[content.PageData], copies: int, block: int) -> dict[str, list[str]]:
    """What is asked in one block; of the large tree any part."""
    chance = random.Random(f"{copies} {block}")
    found = []
    for page in chance.choices([page for page in pages if page["slug"].startswith("page-")], k=BLOCK):
        section = page["section"].removeprefix("group-")
        copy = chance.randrange(copies)
        group = f"group-{section}-{copy}" if copy else f"group-{section}"
        found.append(f"/section-{section}/{group}/{page['slug']}/")
    return {
        "page": found,
        "page as JSON": [f"/api/v1/pages/?path={path}" for path in found],
        "navigation as JSON": ["/api/v1/navigation/"] * BLOCK,
        "home page": ["/"] * BLOCK,
        "list of pages below": [f"{path.rsplit('/', 2)[0]}/" for path in found],
    }


def grown(address: str, url: str, env: dict[str, str], copies: int) -> tuple[str, int]:
    """A copy of the database with a large tree, and the number of its pages."""
    name = "frontdoor_large"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {urlsplit(url).path[1:]}".encode())
    large = urlsplit(url)._replace(path=f"/{name}").geturl()
    return large, int(processes.python("-m", "bench.inside.grow", str(copies), env={**env, "DATABASE_URL": large}))


@contextmanager
def tree(url: str, database: int, copies: int) -> Iterator[Tree]:
    """A server of that tree."""
    with another_server(url, PAGE_CACHE="off") as (port, server):
        yield Tree(copies, port, server, database)


def report(small: Tree, large: Tree, *, most: float) -> list[str]:
    """Both trees as a table; raises RuntimeError when something takes more than so many times as long."""
    rows: list[tuple[object, ...]] = [
        ("", "small: time", "CPU", "large: time", "CPU", "times as long", "times the CPU"),
    ]
    slower = []
    for name in small.times:
        times = [statistics.median(one.times[name]) for one in (small, large)]
        costs = [statistics.median(one.costs[name]) for one in (small, large)]
        ratio = times[1] / times[0]
        cells = [f"{value * 1000:.1f} ms" for pair in zip(times, costs, strict=True) for value in pair]
        rows.append((name, *cells, f"{ratio:.2f}", f"{costs[1] / costs[0]:.2f}"))
        if ratio > most:
            slower.append(name)
    if slower:
        raise RuntimeError("\n".join([*table(*rows), f"Slower in the large tree: {', '.join(slower)}"]))
    return table(*rows)

"""The reader API beside Wagtail's API v2 on a stock project with the same content, and what a web worker weighs."""

import json
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bench import content, processes
from bench.load import CONNECTIONS, load, tool
from bench.pages import HOST, frontdoor, stock
from bench.results import table

TITLE = "Reader API, beside Wagtail's API v2"
LIST_LENGTH = 20


@dataclass
class Question:
    """What is asked of whom: the port and process of a server, a file of paths, and what was measured."""

    port: int
    server: int
    paths: Path
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    def run(self, seconds: int) -> None:
        """One run."""
        before = processes.cpu_seconds(self.server)
        found = load(HOST, self.port, self.paths, seconds)
        self.rates.append(found.answers / found.seconds)
        self.costs.append((processes.cpu_seconds(self.server) - before) / found.answers)


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    number, runs, seconds = (50, 1, 2) if quick else (1000, 3, 15)
    pages = content.site(number)
    data = processes.folder() / "api-pages.json"
    data.write_text(json.dumps(pages), encoding="utf-8")
    with ExitStack() as running:
        address = running.enter_context(processes.database("postgresql"))
        plain = running.enter_context(stock(address, data))
        ours = running.enter_context(frontdoor(address, data, PAGE_CACHE="off"))
        shared = running.enter_context(another_server(ours.url, PAGE_CACHE="memory"))
        theirs = ids(plain.url)
        own = ids(ours.url)
        items = [page for page in pages if page["section"]]
        sections = [page["slug"] for page in pages if not page["section"]]
        v2 = "/api/v2/pages/{}/".format
        v2_list = f"/api/v2/pages/?type=home.ContentPage&child_of={{}}&fields=summary&limit={LIST_LENGTH}".format
        item = "/api/v1/pages/?path=/{}/{}/".format
        children = f"/api/v1/pages/{{}}/children/?limit={LIST_LENGTH}".format
        v2_paths = write("v2", [v2(theirs[page["slug"]]) for page in items])
        item_paths = write("items", [item(page["section"], page["slug"]) for page in items])
        list_paths = write("lists", [children(own[slug]) for slug in sections])
        questions = {
            "API v2: item": Question(plain.port, plain.server, v2_paths),
            "Frontdoor: item by path": Question(ours.port, ours.server, item_paths),
            "Frontdoor: item by path, page cache warm": Question(*shared, item_paths),
            f"API v2: list of {LIST_LENGTH}": Question(
                plain.port, plain.server, write("v2-lists", [v2_list(theirs[slug]) for slug in sections])
            ),
            f"Frontdoor: list of {LIST_LENGTH}": Question(ours.port, ours.server, list_paths),
            f"Frontdoor: list of {LIST_LENGTH}, page cache warm": Question(*shared, list_paths),
        }
        for question in questions.values():
            load(HOST, question.port, question.paths, max(1, seconds // 3))
        for _ in range(runs):
            for question in questions.values():
                question.run(seconds)
        weight = max(memory(ours.server)), max(memory(shared[1])), max(memory(plain.server))
        start = cold_start(ours.url, runs)
    return [
        f"{number} pages on PostgreSQL, read anonymously; {processes.WORKERS} gunicorn workers of {processes.THREADS} "
        f"threads; {CONNECTIONS} connections with {tool()} on the same machine; median of {runs} runs of {seconds} s.",
        "",
        *report(questions),
        "",
        f"The largest web worker after these runs holds {weight[0]} MB (with the page cache in memory: {weight[1]} MB; "
        f"stock Wagtail: {weight[2]} MB). From the command until the first page is answered: {start:.1f} s.",
    ]


def report(questions: dict[str, Question]) -> list[str]:
    """The questions as a table, each beside the stock project's answer to the same."""
    rows: list[tuple[object, ...]] = [("", "answers a second", "runs", "server CPU for each", "times API v2")]
    base = 1.0
    for name, one in questions.items():
        rate = statistics.median(one.rates)
        if name.startswith("API v2"):
            base = rate
        runs = ", ".join(f"{each:.0f}" for each in one.rates)
        cost = f"{statistics.median(one.costs) * 1000:.2f} ms"
        rows.append((name, f"{rate:.0f}", runs, cost, f"{rate / base:.1f}"))
    return table(*rows)


def write(name: str, paths: list[str]) -> Path:
    """A file of paths."""
    file = processes.folder() / f"api-{name}.txt"
    file.write_text("\n".join(paths), encoding="utf-8")
    return file


def ids(url: str) -> dict[str, int]:
    """The primary keys of the pages of a database by their slugs."""
    with psycopg.connect(url) as connection:
        return dict(connection.execute("SELECT slug, id FROM wagtailcore_page").fetchall())


@contextmanager
def another_server(url: str, **settings: str) -> Iterator[tuple[int, int]]:
    """A second Frontdoor on the same database: its port and process."""
    settings["PAGE_CACHE_FOLDER"] = str(processes.folder() / "answers")
    with processes.server("cms.wsgi", {**processes.environment(url), **settings}, HOST) as found:
        yield found


def memory(server: int) -> list[int]:
    """The megabytes that each worker of a server holds; what several share counts as divided among them (PSS)."""
    workers = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="utf-8").split()
    rollups = (Path(f"/proc/{worker}/smaps_rollup").read_text(encoding="utf-8") for worker in workers)
    shares = (line.split()[1] for rollup in rollups for line in rollup.splitlines() if line.startswith("Pss:"))
    return [int(kibibytes) * 1024 // 1_000_000 for kibibytes in shares]


def cold_start(url: str, runs: int) -> float:
    """The seconds from the command of a server until it answers a page; the median of some runs."""
    taken = []
    for _ in range(runs):
        began = time.monotonic()
        with processes.server("cms.wsgi", processes.environment(url), HOST):
            taken.append(time.monotonic() - began)
    return statistics.median(taken)

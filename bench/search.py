"""Search beside stock Wagtail's, on the same Elasticsearch and on PostgreSQL, and beside the engine itself."""

import http.client
import json
import os
import statistics
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from bench import documents, engine, processes
from bench.api import another_server
from bench.load import CONNECTIONS, load, tool
from bench.pages import HOST, frontdoor, stock
from bench.results import percentile, table

TITLE = "Search, beside stock Wagtail's"
# Numbers of documents, by commas.
VARIABLE, SIZES = "BENCH_DOCUMENTS", "1000,10000"
QUESTIONS, NEW_ONES, DRAWN, ONE_BY_ONE = 4000, 12_000, 20_000, 300
# Asked before a run: nobody is measured with nothing in its memory.
LEAD_IN = 3
FILTERS, FACETS = {"kind": ["website.ContentPage"]}, ["kind", "service", "topic"]
API_V2 = "/api/v2/pages/?type=home.ContentPage&fields=summary&limit=10&search="
API = f"/api/v1/search/?kind={FILTERS['kind'][0]}&facets={','.join(FACETS)}&q="
STOCK, STOCK_API = "stock Wagtail: search page", "stock Wagtail: API v2"
OURS, OUR_PAGE, SUGGESTED = "Frontdoor: API", "Frontdoor: search page", "Frontdoor: suggestions"
NEW = "Frontdoor: API, each question for the first time"
RAW = "Elasticsearch itself, the same query"
ON_DATABASE = " on PostgreSQL"


@dataclass
class Way:
    """A way to ask: the port asked, the processes of server, engine and database, whose times count, a file of paths,
    one of those asked before each run, and what was measured."""

    port: int
    processes: tuple[int, int, int]
    paths: Path
    lead_in: Path
    rates: list[float] = field(default_factory=list)
    costs: list[list[float]] = field(default_factory=list)

    def run(self, seconds: int) -> None:
        """One run."""
        load(HOST, self.port, self.lead_in, LEAD_IN)
        before = [processes.cpu_seconds(each) for each in self.processes]
        found = load(HOST, self.port, self.paths, seconds)
        self.rates.append(found.answers / found.seconds)
        after = [processes.cpu_seconds(each) for each in self.processes]
        self.costs.append([(end - begin) / found.answers for begin, end in zip(before, after, strict=True)])

    @property
    def rate(self) -> float:
        """Answers a second, the median of all runs."""
        return statistics.median(self.rates)

    def cost(self, place: int) -> float:
        """Seconds of one of the processes' processor time for each answer, the median of all runs."""
        return statistics.median(costs[place] for costs in self.costs)


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    sizes = [200] if quick else [int(size) for size in os.environ.get(VARIABLE, SIZES).split(",")]
    runs, seconds = (1, 1) if quick else (3, 8)
    lines = [
        f"Documents of about 230 words from a vocabulary of {documents.VOCABULARY}; {QUESTIONS} different questions "
        "of two or three words that stand in them, asked anonymously and as often as words are said: a few again and "
        "again, most hardly ever; in one row each for the first time. Frontdoor keeps what it found until content "
        "changes, for a minute at the most. Its API answers with a filter by kind, facets of "
        f"{', '.join(FACETS)}, and highlights. {processes.WORKERS} "
        f"gunicorn workers of {processes.THREADS} threads; one Elasticsearch; {CONNECTIONS} connections with {tool()} "
        f"on the same machine; median of {runs} runs of {seconds} s, after {LEAD_IN} s of the same.",
    ]
    for size in sizes:
        lines += ["", f"### {size} documents", "", *of_size(size, runs, seconds)]
    return lines


def of_size(size: int, runs: int, seconds: int) -> list[str]:
    """What was measured with so many documents."""
    with ExitStack() as running:
        ways = contenders(running, size)
        for _ in range(runs):
            for way in ways.values():
                way.run(seconds)
        waits = one_by_one(ways)
    return [*report(ways), "", *report_waits(waits)]


def contenders(running: ExitStack, size: int) -> dict[str, Way]:
    """All ways to ask."""
    questions = documents.questions(QUESTIONS + NEW_ONES, size)
    asked, never_asked = documents.drawn(questions[:QUESTIONS], DRAWN), questions[QUESTIONS:]
    data = documents.beginnings()
    server = running.enter_context(engine.start())
    address = running.enter_context(processes.database("postgresql"))
    plain = running.enter_context(stock(address, data, "stock_engine", SEARCH_ENGINE=server.address))
    plain_database = running.enter_context(stock(address, data, "stock_database"))
    settings = {"PAGE_CACHE": "off", "ELASTICSEARCH_URL": ""}
    ours = running.enter_context(frontdoor(address, data, "frontdoor_search", **settings))
    for contender in (plain, plain_database):
        documents.fill(contender.url, size, documents.of_stock)
        processes.python("manage.py", "update_index", "--verbosity=0", env=contender.env, cwd=contender.folder)
    documents.fill(ours.url, size, documents.of_frontdoor)
    settings["ELASTICSEARCH_URL"] = server.address
    env = {**ours.env, **settings}
    processes.python("manage.py", "rebuild_search", "--verbosity=0", env=env)
    port, on_engine = running.enter_context(another_server(ours.url, **settings))
    pages = paths("pages", [f"/search/?query={quote(each)}" for each in asked])
    v2 = paths("v2", [f"{API_V2}{quote(each)}" for each in asked])
    api = paths("api", [f"{API}{quote(each)}" for each in asked])
    our_pages = paths("our-pages", [f"/search/?q={quote(each)}" for each in asked])
    begun = paths("begun", [f"/api/v1/suggestions/?q={quote(each[: max(4, len(each) - 3)])}" for each in asked])
    bodies = paths("bodies", processes.python("-m", "bench.inside.bodies", told(asked), env=env).splitlines())

    new = [paths(f"new-{place}", [f"{API}{quote(each)}" for each in never_asked[place::2]]) for place in (0, 1)]

    def way(port: int, process: int, asked: Path, lead_in: Path | None = None) -> Way:
        return Way(port, (process, server.process, ours.database), asked, lead_in or asked)

    return {
        STOCK: way(plain.port, plain.server, pages),
        STOCK_API: way(plain.port, plain.server, v2),
        OURS: way(port, on_engine, api),
        NEW: way(port, on_engine, *new),
        OUR_PAGE: way(port, on_engine, our_pages),
        SUGGESTED: way(port, on_engine, begun),
        RAW: way(server.port, server.process, bodies),
        STOCK + ON_DATABASE: way(plain_database.port, plain_database.server, pages),
        OURS + ON_DATABASE: way(ours.port, ours.server, api),
        NEW + ON_DATABASE: way(ours.port, ours.server, *new),
        OUR_PAGE + ON_DATABASE: way(ours.port, ours.server, our_pages),
        SUGGESTED + ON_DATABASE: way(ours.port, ours.server, begun),
    }


def paths(name: str, lines: list[str]) -> Path:
    """A file of paths."""
    file = processes.folder() / f"search-{name}.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def told(asked: list[str]) -> str:
    """A file that tells bench.inside.bodies what is asked."""
    file = processes.folder() / "search-questions.json"
    file.write_text(json.dumps({"questions": asked, "filters": FILTERS, "facets": FACETS}), encoding="utf-8")
    return str(file)


def one_by_one(ways: dict[str, Way]) -> dict[str, list[float]]:
    """The seconds that one client waits for each answer; all ways are asked in turn, so that all see the same day."""
    waits: dict[str, list[float]] = {name: [] for name in ways}
    with ExitStack() as open_ones:
        clients = {
            name: open_ones.enter_context(closing(http.client.HTTPConnection("127.0.0.1", way.port, timeout=60)))
            for name, way in ways.items()
        }
        # From the end of what was asked before the runs: it is longer ago than anything is kept.
        lines = {name: way.lead_in.read_text(encoding="utf-8").splitlines()[-ONE_BY_ONE:] for name, way in ways.items()}
        for place in range(min(map(len, lines.values()))):
            for name, client in clients.items():
                path, _, body = lines[name][place].partition("\t")
                headers = {"Host": f"{HOST}:{ways[name].port}", "Content-Type": "application/json"}
                began = time.perf_counter()
                client.request("POST" if body else "GET", path, body.encode() or None, headers)
                response = client.getresponse()
                response.read()
                waits[name].append(time.perf_counter() - began)
                if response.status != http.client.OK:
                    raise RuntimeError(f"{path} answered {response.status}")
    return waits


def report(ways: dict[str, Way]) -> list[str]:
    """The ways as a table, and the ratios that count."""
    rows: list[tuple[object, ...]] = [
        ("", "answers a second", "runs", "Python CPU for each", "Elasticsearch CPU", "PostgreSQL CPU"),
    ]
    for name, way in ways.items():
        costs = [f"{way.cost(place) * 1000:.2f} ms" for place in range(3)]
        if name == RAW:
            costs[0] = "0 ms"
        rows.append((name, f"{way.rate:.0f}", ", ".join(f"{rate:.0f}" for rate in way.rates), *costs))

    def times(one: str, other: str) -> str:
        return f"{ways[one].rate / ways[other].rate:.1f}"

    return [
        *table(*rows),
        "",
        f"On Elasticsearch Frontdoor's API answers {times(OURS, STOCK)} times as often as stock Wagtail's search page "
        f"and {times(OURS, STOCK_API)} times as often as its API v2; on PostgreSQL "
        f"{times(OURS + ON_DATABASE, STOCK + ON_DATABASE)} times as often as stock Wagtail's search page. "
        f"Where each question is asked for the first time: {times(NEW, STOCK)}, "
        f"{times(NEW, STOCK_API)} and {times(NEW + ON_DATABASE, STOCK + ON_DATABASE)}.",
    ]


def report_waits(waits: dict[str, list[float]]) -> list[str]:
    """How long one client waits, as a table."""
    rows: list[tuple[object, ...]] = [("one client, one question after the other", "p50", "p95", "longest")]
    for name, values in waits.items():
        kept = (percentile(values, 0.5), percentile(values, 0.95), max(values))
        rows.append((name, *(f"{value * 1000:.1f} ms" for value in kept)))
    more = [(percentile(waits[OURS], share) - percentile(waits[RAW], share)) * 1000 for share in (0.5, 0.95)]
    return [
        *table(*rows),
        "",
        f"The API takes {more[0]:.1f} ms longer than the engine itself at p50, and {more[1]:.1f} ms at p95.",
    ]

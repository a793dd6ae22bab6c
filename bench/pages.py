"""Frontdoor's pages beside those of a stock Wagtail project with the same content."""

import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from bench import content, processes
from bench.load import CONNECTIONS, load, tool
from bench.results import ROOT, table

TITLE = "Pages, beside a stock Wagtail project"
HOST = "www.localhost"
STOCK = ROOT / "bench" / "stock"


@dataclass
class Contender:
    """A running site: its port, the processes of its server and its database, the database's address, its environment
    and folder, and what was measured of it."""

    port: int
    server: int
    database: int
    url: str
    env: dict[str, str]
    folder: Path = ROOT
    rates: list[float] = field(default_factory=list)
    server_costs: list[float] = field(default_factory=list)
    database_costs: list[float] = field(default_factory=list)

    def run(self, paths: Path, seconds: int) -> None:
        """One run."""
        before = processes.cpu_seconds(self.server), processes.cpu_seconds(self.database)
        found = load(HOST, self.port, paths, seconds)
        self.rates.append(found.answers / found.seconds)
        self.server_costs.append((processes.cpu_seconds(self.server) - before[0]) / found.answers)
        self.database_costs.append((processes.cpu_seconds(self.database) - before[1]) / found.answers)


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    number, runs, seconds = (50, 1, 2) if quick else (1000, 3, 15)
    pages = content.site(number)
    data = processes.folder() / "pages.json"
    data.write_text(json.dumps(pages), encoding="utf-8")
    paths = processes.folder() / "paths.txt"
    paths.write_text("\n".join(f"/{page['section']}/{page['slug']}/" for page in pages if page["section"]), "utf-8")
    with ExitStack() as running:
        address = running.enter_context(processes.database("postgresql"))
        contenders = {
            "stock Wagtail": running.enter_context(stock(address, data)),
            "Frontdoor": running.enter_context(frontdoor(address, data)),
        }
        for contender in contenders.values():
            load(HOST, contender.port, paths, max(1, seconds // 3))
        for _ in range(runs):
            for contender in contenders.values():
                contender.run(paths, seconds)
    return [
        f"{number} pages on PostgreSQL, read anonymously; {processes.WORKERS} gunicorn workers of {processes.THREADS} "
        f"threads; {CONNECTIONS} connections with {tool()} on the same machine; median of {runs} runs of {seconds} s.",
        "",
        *report(contenders),
    ]


def report(contenders: dict[str, Contender]) -> list[str]:
    """The contenders as a table, and what the second costs of the first."""
    rows: list[tuple[object, ...]] = [
        ("", "answers a second", "runs", "server CPU for each", "database CPU for each"),
    ]
    for name, one in contenders.items():
        runs = ", ".join(f"{rate:.0f}" for rate in one.rates)
        server, database = statistics.median(one.server_costs), statistics.median(one.database_costs)
        rows.append(
            (name, f"{statistics.median(one.rates):.0f}", runs, f"{server * 1000:.1f} ms", f"{database * 1000:.1f} ms")
        )
    first, second = contenders.values()
    rate = statistics.median(second.rates) / statistics.median(first.rates)
    cost = statistics.median(second.server_costs) / statistics.median(first.server_costs)
    return [*table(*rows), "", f"Frontdoor to stock: {rate:.2f} of the answers, {cost:.2f} times the server's CPU."]


@contextmanager
def frontdoor(address: str, data: Path, name: str = "frontdoor_pages", **settings: str) -> Iterator[Contender]:
    """Frontdoor with these pages in a database of this name, and these environment variables."""
    with new_database(address, name) as (url, postmaster):
        env = {**processes.environment(url), **settings}
        processes.prepare(env)
        processes.python("-m", "bench.inside.fill", str(data), HOST, env=env)
        processes.python("manage.py", "rebuild_delivery", env=env)
        with processes.server("cms.wsgi", env, HOST) as (port, server):
            yield Contender(port, server, postmaster, url, env)


@contextmanager
def stock(address: str, data: Path, name: str = "stock_pages", **settings: str) -> Iterator[Contender]:
    """A project as `wagtail start` makes it, with one page type added; see bench/stock and `frontdoor`."""
    folder = Path(tempfile.mkdtemp(dir=processes.folder())) / "stock"
    folder.mkdir()
    with new_database(address, name) as (url, postmaster):
        parts = urlsplit(url)
        env = {
            **processes.environment(url),
            "DJANGO_SETTINGS_MODULE": "stock.settings.production",
            "DATABASE_PORT": str(parts.port),
            "DATABASE_NAME": parts.path[1:],
            "DATABASE_USER": str(parts.username),
            **settings,
        }
        wagtail = str(Path(sys.executable).parent / "wagtail")
        with processes.child([wagtail, "start", "stock", "."], env, folder) as process:
            process.communicate()
        shutil.copytree(STOCK, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        for arguments in (
            ("makemigrations", "--verbosity=0", "home"),
            ("migrate", "--verbosity=0"),
            ("collectstatic", "--noinput", "--verbosity=0"),
            ("update_index", "--verbosity=0"),
        ):
            processes.python("manage.py", *arguments, env=env, cwd=folder)
        processes.python("fill.py", str(data), HOST, env=env, cwd=folder)
        with processes.server("stock.wsgi", env, HOST, folder) as (port, server):
            yield Contender(port, server, postmaster, url, env, folder)


@contextmanager
def new_database(address: str, name: str) -> Iterator[tuple[str, int]]:
    """A database on the server at that address, and the server's process id."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    postmaster = int((Path(row[0]) / "postmaster.pid").read_text().split("\n", 1)[0])
    yield urlsplit(address)._replace(path=f"/{name}").geturl(), postmaster

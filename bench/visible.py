"""How soon readers see what was published, and no longer see what was restricted."""

import http.client
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from subprocess import Popen

from bench import processes
from bench.cached import nginx_before
from bench.results import percentile, table
from deploy.process import free_port

TITLE = "From the change to the reader"
HOST = "www.localhost"
PATIENCE = 30
PLACES = ("page", "JSON", "search")
HEAD = ("", "seen where", "p50", "p95", "longest")


@dataclass(frozen=True, slots=True)
class Change:
    """A change and its seconds: until each of the places showed it, and until the editor's call returned."""

    kind: str
    seen: dict[str, float]
    call: float


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    articles = 5 if quick else 100
    rows: list[tuple[object, ...]] = [HEAD]
    ways = (
        ("SQLite", "sqlite", False),
        ("PostgreSQL", "postgresql", False),
        ("PostgreSQL, page cache and nginx in front", "postgresql", True),
    )
    for name, kind, cached in ways:
        with processes.database(kind) as address:
            made = changes(address, articles, cached=cached)
            rows += [(f"{name}: {label}", *cells) for label, *cells in report(made)]
    return [
        f"{articles} articles are published with a new word, then restricted to staff: {2 * articles} changes each "
        "time, one after the other, made by a process of its own beside gunicorn with "
        f"{processes.WORKERS} workers of {processes.THREADS} threads. Counted from the start of the call that "
        "publishes or restricts until an anonymous reader's answer shows the word, or no longer does, on the page, in "
        "the page's JSON and in search; all three were asked for just before, so that what is kept of them is old. "
        "In front stands nginx with the configuration of deploy/nginx, and the page cache is in memory.",
        "",
        *table(*rows),
    ]


def report(made: list[Change]) -> list[tuple[str, ...]]:
    """The times of each kind of change."""
    rows = []
    for kind in ("publish", "restrict"):
        of_kind = [change for change in made if change.kind == kind]
        places = {place: [change.seen[place] for change in of_kind] for place in PLACES}
        places["everywhere"] = [max(change.seen.values()) for change in of_kind]
        places["(the call itself)"] = [change.call for change in of_kind]
        for place, values in places.items():
            times = (percentile(values, 0.5), percentile(values, 0.95), max(values))
            rows.append((kind, place, *(f"{value * 1000:.0f} ms" for value in times)))
    return rows


def changes(address: str, articles: int, *, cached: bool) -> list[Change]:
    """Publishes and restricts each article in turn."""
    purges = free_port()
    settings = {"PAGE_CACHE": "off"}
    if cached:
        folder = tempfile.mkdtemp(dir=processes.folder())
        purge = f"http://127.0.0.1:{purges}/purge"
        settings = {"PAGE_CACHE": "memory", "PAGE_CACHE_FOLDER": folder, "NGINX_PURGE_URLS": purge}
    env = {**processes.environment(address), **settings}
    processes.prepare(env)
    made = []
    command = [sys.executable, "-m", "bench.inside.editor", HOST, str(articles)]
    with ExitStack() as running:
        editor = running.enter_context(processes.child(command, env))
        ready = answer(editor)
        if ready != {"ready": True}:
            raise RuntimeError(f"the editor said {ready}")
        port, _ = running.enter_context(processes.server("cms.wsgi", env, HOST))
        if cached:
            port, _ = running.enter_context(nginx_before(port, purges))
        reader = Reader(port)
        for number in range(articles):
            word = f"kestrel{number}"
            made.append(change(editor, reader, "publish", number, word))
            made.append(change(editor, reader, "restrict", number, word))
    return made


class Reader:
    """An anonymous reader on one connection."""

    def __init__(self, port: int) -> None:
        self.port = port

    def sees_page(self, number: int, word: str) -> bool:
        """Whether the article's page is there and holds the word."""
        status, text = self.get(f"/help/section/article-{number}/")
        return status == http.client.OK and word in text

    def sees_json(self, number: int, word: str) -> bool:
        """Whether the article is there as JSON and holds the word."""
        status, text = self.get(f"/api/v1/pages/?path=/help/section/article-{number}/")
        return status == http.client.OK and word in text

    def sees_in_search(self, number: int, word: str) -> bool:
        """Whether a search for the word finds the article."""
        status, text = self.get(f"/search/?q={word}")
        return status == http.client.OK and f"/help/section/article-{number}/" in text

    def get(self, path: str) -> tuple[int, str]:
        """The answer's status and text."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", path, headers={"Host": f"{HOST}:{self.port}"})
            response = connection.getresponse()
            return response.status, response.read().decode()


def change(editor: "Popen[str]", reader: Reader, kind: str, number: int, word: str) -> Change:
    """Has the editor make one change, and asks until page and search show it."""
    shown = kind == "publish"
    questions: tuple[Callable[[int, str], bool], ...] = (reader.sees_page, reader.sees_json, reader.sees_in_search)
    looks = dict(zip(PLACES, questions, strict=True))
    if any(look(number, word) == shown for look in looks.values()):
        raise RuntimeError(f"article {number} is as after {kind} already")
    assert editor.stdin is not None
    editor.stdin.write(f"{kind} {number} {word}\n")
    deadline = time.monotonic() + PATIENCE
    seen: dict[str, float] = {}
    while len(seen) < len(looks):
        for name, look in looks.items():
            if name not in seen and look(number, word) == shown:
                seen[name] = time.monotonic()
        if time.monotonic() > deadline:
            raise RuntimeError(f"{kind} of article {number} did not show within {PATIENCE} seconds")
    call = answer(editor)
    # The clock is the same in all processes of the machine.
    began = call["began"]
    return Change(kind, {name: moment - began for name, moment in seen.items()}, call["ended"] - began)


def answer(editor: "Popen[str]") -> dict[str, float]:
    """The editor's next line."""
    assert editor.stdout is not None
    line = editor.stdout.readline()
    if not line:
        raise RuntimeError("the editor ended")
    found: dict[str, float] = json.loads(line)
    return found

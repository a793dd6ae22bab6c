"""How soon readers see what was published, and no longer see what was restricted."""

import http.client
import json
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from subprocess import Popen

from bench import processes
from bench.results import percentile, table

TITLE = "From the change to the reader"
HOST = "www.localhost"
PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Change:
    """A change and its seconds: until the page showed it, until search did, and until the editor's call returned."""

    kind: str
    page: float
    search: float
    call: float

    @property
    def seconds(self) -> float:
        """Until both showed it."""
        return max(self.page, self.search)


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    articles = 5 if quick else 100
    rows: list[tuple[object, ...]] = [("", "seen where", "p50", "p95", "longest")]
    for kind, name in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        with processes.database(kind) as address:
            rows += [(f"{name}: {label}", *cells) for label, *cells in report(changes(address, articles))]
    return [
        f"{articles} articles are published with a new word, then restricted to staff: {2 * articles} changes on each "
        "database, one after the other, made by a process of its own beside gunicorn with "
        f"{processes.WORKERS} workers of {processes.THREADS} threads. Counted from the start of the call that "
        "publishes or restricts until an anonymous reader's answer shows the word, or no longer does, on the page and "
        "in search.",
        "",
        *table(*rows),
    ]


def report(made: list[Change]) -> list[tuple[str, ...]]:
    """The times of each kind of change."""
    rows = []
    for kind in ("publish", "restrict"):
        of_kind = [change for change in made if change.kind == kind]
        for where, values in (
            ("page", [change.page for change in of_kind]),
            ("search", [change.search for change in of_kind]),
            ("both", [change.seconds for change in of_kind]),
            ("(the call itself)", [change.call for change in of_kind]),
        ):
            times = (percentile(values, 0.5), percentile(values, 0.95), max(values))
            rows.append((kind, where, *(f"{value * 1000:.0f} ms" for value in times)))
    return rows


def changes(address: str, articles: int) -> list[Change]:
    """Publishes and restricts each article in turn."""
    env = processes.environment(address)
    processes.prepare(env)
    made = []
    command = [sys.executable, "-m", "bench.inside.editor", HOST, str(articles)]
    with processes.child(command, env) as editor:
        ready = answer(editor)
        if ready != {"ready": True}:
            raise RuntimeError(f"the editor said {ready}")
        with processes.server("cms.wsgi", env, HOST) as (port, _):
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
    looks: dict[str, Callable[[int, str], bool]] = {"page": reader.sees_page, "search": reader.sees_in_search}
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
    return Change(kind, seen["page"] - began, seen["search"] - began, call["ended"] - began)


def answer(editor: "Popen[str]") -> dict[str, float]:
    """The editor's next line."""
    assert editor.stdout is not None
    line = editor.stdout.readline()
    if not line:
        raise RuntimeError("the editor ended")
    found: dict[str, float] = json.loads(line)
    return found

"""How fast the search engine's indices are built anew, and how soon changes are found meanwhile."""

import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from subprocess import Popen

from bench import documents, engine, processes
from bench.api import another_server
from bench.pages import HOST, frontdoor
from bench.results import percentile, table
from bench.visible import PATIENCE, Reader, answer

TITLE = "Rebuilding the search engine's indices"
# Changes at rest, and during rebuilds: each article is published and restricted once.
AT_REST, MEANWHILE = 50, 100


@dataclass
class Times:
    """Seconds from the start of each change until search shows it, or no longer does."""

    publish: list[float] = field(default_factory=list)
    restrict: list[float] = field(default_factory=list)


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    size, builds, at_rest, meanwhile = (500, 1, 2, 3) if quick else (100_000, 3, AT_REST, MEANWHILE)
    with ExitStack() as running:
        server = running.enter_context(engine.start())
        address = running.enter_context(processes.database("postgresql"))
        settings = {"PAGE_CACHE": "off", "ELASTICSEARCH_URL": ""}
        with frontdoor(address, documents.beginnings(), **settings) as filled:
            url = filled.url
            documents.fill(url, size, documents.of_frontdoor)
            env = {**filled.env, "ELASTICSEARCH_URL": server.address}
        start = seconds(env, "manage.py", "check")
        taken = [seconds(env, "manage.py", "rebuild_search", "--verbosity=0") for _ in range(builds)]
        editor = running.enter_context(
            processes.child([sys.executable, "-m", "bench.inside.editor", HOST, str(at_rest + meanwhile)], env)
        )
        if answer(editor) != {"ready": True}:
            raise RuntimeError("the editor did not get ready")
        running.enter_context(processes.child([sys.executable, "manage.py", "db_worker"], env))
        port, _ = running.enter_context(another_server(url, PAGE_CACHE="off", ELASTICSEARCH_URL=server.address))
        reader = Reader(port)
        quiet, busy = Times(), Times()
        for number in range(at_rest):
            change(editor, reader, number, f"kestrel{number}", quiet)
        rebuilds, number = 0, at_rest
        while number < at_rest + meanwhile:
            rebuilds += 1
            with processes.child([sys.executable, "manage.py", "rebuild_search", "--verbosity=0"], env) as building:
                while building.poll() is None and number < at_rest + meanwhile:
                    change(editor, reader, number, f"merlin{number}", busy)
                    number += 1
                building.wait()
    best = percentile(taken, 0.5)
    return [
        f"{size} documents of about 230 words in the table on PostgreSQL, one Elasticsearch beside it; the whole "
        f"command, {start:.1f} s of its start included; {len(taken)} times.",
        "",
        *table(
            ("", "seconds", "runs", "documents a second"),
            ("rebuild_search", f"{best:.1f}", ", ".join(f"{each:.1f}" for each in taken), f"{size / best:.0f}"),
        ),
        "",
        "Articles are published with a new word, then restricted to staff, one change after the other, by a process of "
        "its own, with the worker running; counted from the start of the call until an anonymous reader's answer of "
        f"search shows the article, or no longer does. Meanwhile nothing else, or rebuilds ({rebuilds} of them).",
        "",
        *report({"at rest": quiet, "during a rebuild": busy}),
    ]


def seconds(env: dict[str, str], *command: str) -> float:
    """How long a command takes."""
    began = time.monotonic()
    subprocess.run([sys.executable, *command], env=env, check=True, capture_output=True)
    return time.monotonic() - began


def change(editor: "Popen[str]", reader: Reader, number: int, word: str, times: Times) -> None:
    """Publishes an article with the word, then restricts it, and waits for each to show."""
    assert editor.stdin is not None
    if reader.sees_in_search(number, word):
        raise RuntimeError(f"{word} is there already")
    for kind, shown, into in (("publish", True, times.publish), ("restrict", False, times.restrict)):
        editor.stdin.write(f"{kind} {number} {word}\n")
        deadline = time.monotonic() + PATIENCE
        while reader.sees_in_search(number, word) != shown:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{kind} of article {number} did not show within {PATIENCE} seconds")
        seen = time.monotonic()
        into.append(seen - answer(editor)["began"])


def report(found: dict[str, Times]) -> list[str]:
    """The times as a table."""
    rows: list[tuple[object, ...]] = [("", "changes", "p50", "p95", "longest")]
    for name, times in found.items():
        for kind, values in (("publish → found", times.publish), ("restrict → gone", times.restrict)):
            shown = (percentile(values, 0.5), percentile(values, 0.95), max(values))
            rows.append((f"{kind}, {name}", len(values), *(f"{value * 1000:.0f} ms" for value in shown)))
    return table(*rows)

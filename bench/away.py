"""What readers notice when the search engine dies, and how soon it is in use again."""

import http.client
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from urllib.parse import quote

from bench import documents, engine, processes
from bench.api import another_server
from bench.pages import HOST, frontdoor
from bench.results import percentile, table
from bench.visible import answer
from deploy.process import account, free_port

TITLE = "The search engine away"
CLIENTS, PATIENCE = 4, 120
# So many answers in a row, from whichever worker, say that the engine is in use again.
IN_A_ROW = 20


@dataclass
class Asked:
    """What some clients saw: when each answer began and how long it took, whether the engine gave it, and failures."""

    answers: list[tuple[float, float, bool]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    size, seconds, changes = (300, 4, 3) if quick else (10_000, 30, 50)
    asked = documents.questions(1000, size)
    port = free_port()
    with ExitStack() as running:
        address = running.enter_context(processes.database("postgresql"))
        folder = data_folder()
        first = ExitStack()
        server = first.enter_context(engine.start(folder, port))
        with frontdoor(address, documents.beginnings(), PAGE_CACHE="off", ELASTICSEARCH_URL="") as filled:
            url = filled.url
            documents.fill(url, size, documents.of_frontdoor)
            env = {**filled.env, "ELASTICSEARCH_URL": server.address}
        processes.python("manage.py", "rebuild_search", "--verbosity=0", env=env)
        editor = running.enter_context(
            processes.child([sys.executable, "-m", "bench.inside.editor", HOST, str(changes)], env)
        )
        if answer(editor) != {"ready": True}:
            raise RuntimeError("the editor did not get ready")
        for command in ("db_worker", "clock"):
            running.enter_context(processes.child([sys.executable, "manage.py", command], env))
        site, _ = running.enter_context(another_server(url, PAGE_CACHE="off", ELASTICSEARCH_URL=server.address))
        rare = [question.split()[0] for question in asked[:100]]
        before = {word: seen(site, word) for word in rare}
        with Clients(site, asked) as clients:
            time.sleep(seconds / 2)
            killed = time.monotonic()
            os.killpg(server.process, signal.SIGKILL)
            first.close()
            time.sleep(seconds)
            away = time.monotonic()
            meanwhile = {word: seen(site, word) for word in rare}
            for number in range(changes):
                publish(editor, number)
            with engine.start(folder, port):
                back = time.monotonic()
                in_use = until(lambda: all(ask(site, asked[0])["simpler"] is False for _ in range(IN_A_ROW))) - back
                in_step = until(lambda: all(found(site, number) for number in range(changes))) - back
                same = sum(before[word] == meanwhile[word] for word in rare)
        answers = clients.asked
    quiet = [taken for began, taken, _ in answers.answers if began < killed]
    lost = [taken for began, taken, _ in sorted(answers.answers) if killed <= began + taken and began < away]
    settled = [taken for began, taken, _ in answers.answers if killed + 5 <= began < away]
    return [
        f"{size} documents on PostgreSQL and in Elasticsearch, whose processes are killed while {CLIENTS} clients ask "
        f"without a pause, and which comes back after {seconds} s; {processes.WORKERS} gunicorn workers of "
        f"{processes.THREADS} threads, worker and clock run. {changes} articles are published meanwhile.",
        "",
        *table(
            ("", "measured"),
            ("p50 and p95 with the engine", f"{ms(quiet, 0.5)}, {ms(quiet, 0.95)}"),
            ("longest answer asked for before or after the kill", f"{max(lost) * 1000:.0f} ms"),
            ("p50 and p95 without the engine, from 5 s on", f"{ms(settled, 0.5)}, {ms(settled, 0.95)}"),
            ("answers without the engine", len(lost)),
            ("errors, all the time", len(answers.failures)),
            (f"single words of {len(rare)} with the same pages by engine and database", same),
            ("engine in use again after its return", f"{in_use:.1f} s"),
            ("all changes found by it after its return", f"{in_step:.1f} s"),
        ),
        *(["", f"First error: {answers.failures[0]}"] if answers.failures else []),
    ]


def ms(values: list[float], share: float) -> str:
    """A percentile in milliseconds."""
    return f"{percentile(values, share) * 1000:.0f} ms"


class Clients:
    """Ask on and on, each on a connection of its own, until the block ends."""

    def __init__(self, port: int, questions: list[str]) -> None:
        self.port, self.questions, self.asked = port, questions, Asked()
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]

    def __enter__(self) -> "Clients":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _ask(self, number: int) -> None:
        while not self.ended.is_set():
            number += CLIENTS
            question = self.questions[number % len(self.questions)]
            began = time.monotonic()
            try:
                told = ask(self.port, question)
            except (OSError, RuntimeError, http.client.HTTPException) as error:
                self.asked.failures.append(f"{question}: {error}")
            else:
                self.asked.answers.append((began, time.monotonic() - began, not told["simpler"]))


def ask(port: int, text: str, limit: int = 10) -> dict[str, object]:
    """The API's answer; raises RuntimeError for any but 200."""
    path = f"/api/v1/search/?facets=kind,service,topic&limit={limit}&q={quote(text)}"
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Host": f"{HOST}:{port}"})
        response = connection.getresponse()
        body = response.read()
        if response.status != http.client.OK:
            raise RuntimeError(f"{response.status} {body[:200]!r}")
        told: dict[str, object] = json.loads(body)
        return told


def seen(port: int, word: str) -> tuple[object, frozenset[object]]:
    """How many pages an anonymous reader finds by a word, and the first hundred of them where that is all."""
    told = ask(port, word, limit=100)
    items: list[dict[str, object]] = told["items"]  # type: ignore[assignment]
    return told["total"], frozenset(item["id"] for item in items) if told["next"] is None else frozenset()


def publish(editor: "Popen[str]", number: int) -> None:
    """Publishes an article with a word of its own."""
    assert editor.stdin is not None
    editor.stdin.write(f"publish {number} osprey{number}\n")
    answer(editor)


def found(port: int, number: int) -> bool:
    """Whether the engine finds that article."""
    told = ask(port, f"osprey{number}")
    return told["simpler"] is False and told["total"] == 1


def until(holds: Callable[[], bool]) -> float:
    """The moment at which it holds; raises RuntimeError when it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise RuntimeError(f"not within {PATIENCE} seconds")
        time.sleep(0.1)
    return time.monotonic()


def data_folder() -> Path:
    """A folder that the engine's owner may write."""
    folder = Path(tempfile.mkdtemp(dir=processes.folder()))
    owner = account("elasticsearch", "nobody")
    processes.folder().chmod(0o755)
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    return folder

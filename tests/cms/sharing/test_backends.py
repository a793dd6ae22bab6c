"""What processes share: one makes an answer, all learn what is stale, and none waits for a place that is away."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cms.sharing import keeping
from cms.sharing.answers import Answer
from cms.sharing.backends import files, redis
from cms.sharing.backends.base import Backend
from cms.sharing.backends.files import Files
from cms.sharing.backends.redis import Redis
from cms.sharing.keeping import Keeper
from cms.sharing.layer import SharedAnswers
from deploy.process import free_port
from tests.services.redis import start as start_redis

PROCESSES, THREADS = 2, 50
# A busy machine may keep any of a hundred threads waiting: that is not what these tests are about.
PATIENCE = 30
Maker = Callable[[], Backend]


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.needs("redis"))])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Maker:
    """Makes a backend, as each process does for itself."""
    if request.param == "memory":
        return lambda: Files(tmp_path, 3600)
    url = request.getfixturevalue("redis_url")
    Redis(url).client.flushdb()
    return lambda: Redis(url, timeout=PATIENCE)


class Watched(Keeper):
    """A keeper that tells each time somebody has looked."""

    def __init__(self, backend: Backend, looked: Any) -> None:
        super().__init__(backend, "release")
        self.looked = looked

    def find(self, address: str) -> Answer | None:
        """See Keeper."""
        answer = super().find(address)
        self.looked.release()
        return answer


def application(keeper: Keeper, log: Path, wait: Callable[[], object] = lambda: None) -> SharedAnswers:
    """The layer around something that notes each time it is asked, and waits before it answers."""

    def slow(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        environ["frontdoor.shared"] = keeper.generation(), ["page-1"], time.time() + 60
        wait()
        with log.open("a") as file:
            file.write("made\n")
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"an answer"]

    return SharedAnswers(slow)


def ask(app: SharedAnswers) -> bytes:
    """What anybody is given."""
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/bins/", "HTTP_HOST": "www.localhost", "wsgi.url_scheme": "http"}
    return b"".join(app(environ, lambda *_: None))


def ask_all_at_once(make: Maker, log: Path, looked: Any, told: Any) -> None:
    """One process of several: asks with many threads at once, and tells how many were given the answer.

    Nothing is made before all of them, in all processes, have looked and found nothing.
    """
    keeper = Watched(make(), looked)
    pytest.MonkeyPatch().setattr("cms.sharing.layer.keeper", lambda: keeper)
    everybody = range(PROCESSES * THREADS)
    app, given = application(keeper, log, lambda: [looked.acquire(timeout=30) for _ in everybody]), []
    threads = [threading.Thread(target=lambda: given.append(ask(app))) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put(given.count(b"an answer"))


def test_a_hundred_that_miss_at_once_have_it_made_once(
    make: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for backend in (files, redis):
        monkeypatch.setattr(backend, "LONGEST_WAIT", float(PATIENCE))
    context = multiprocessing.get_context("fork")
    told, looked, log = context.Queue(), context.Semaphore(0), tmp_path / "log"
    processes = [context.Process(target=ask_all_at_once, args=(make, log, looked, told)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    assert sum(told.get(timeout=60) for _ in processes) == PROCESSES * THREADS
    for process in processes:
        process.join()
    assert log.read_text().count("made") == 1


def test_what_one_process_marks_is_stale_for_all(make: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Keeper(make(), "release"), Keeper(make(), "release")
    log = tmp_path / "log"

    def made(keeper: Keeper) -> int:
        monkeypatch.setattr("cms.sharing.layer.keeper", lambda: keeper)
        before = log.read_text().count("made") if log.exists() else 0
        assert ask(application(keeper, log)) == b"an answer"
        return log.read_text().count("made") - before

    assert [made(one), made(other), made(one)] == [1, 0, 0]
    one.mark({"page-2"})
    assert [made(one), made(other)] == [0, 0]
    for keys in ({"page-1"}, {"everything"}):
        other.mark(keys)
        assert [made(one), made(other), made(one)] == [1, 0, 0]
    assert made(Keeper(make(), "another release")) == 1


@pytest.mark.needs("redis")
def test_without_redis_pages_are_served_and_nobody_waits_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with start_redis() as url:
        keeper = Keeper(Redis(url), "release")
        monkeypatch.setattr("cms.sharing.layer.keeper", lambda: keeper)
        caught_up: list[bool] = []
        monkeypatch.setattr(keeping, "CATCHING_UP", [lambda: caught_up.append(True)])
        generation = keeper.generation()

        def django(environ: dict[str, Any], start_response: Any) -> list[bytes]:
            environ["frontdoor.shared"] = generation, ["page-1"], time.time() + 60
            start_response("200 OK", [])
            return [b"an answer"]

        app = SharedAnswers(django)
        assert ask(app) == b"an answer"
        port = int(url.split(":")[2].split("/")[0])
    began = time.monotonic()
    assert [ask(app) for _ in range(20)] == [b"an answer"] * 20
    assert time.monotonic() - began < 3
    assert not caught_up
    # It is back, and empty: what is marked first is all that was there before.
    monkeypatch.setattr("tests.services.redis.free_port", lambda: port)
    with start_redis():
        keeper.backend._away_until = 0.0  # type: ignore[attr-defined]
        assert keeper.generation() > generation
        assert caught_up


def test_a_redis_that_was_never_there(monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Keeper(Redis(f"redis://127.0.0.1:{free_port()}/0"), "release")
    monkeypatch.setattr("cms.sharing.layer.keeper", lambda: keeper)

    def django(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"an answer"]

    assert ask(SharedAnswers(django)) == b"an answer"

"""Child processes: Frontdoor's commands and servers, run as in production but in a folder of their own."""

import atexit
import functools
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.results import ROOT
from deploy.process import free_port
from tests.services import postgresql

START_SECONDS = 60
STOP_SECONDS = 10
WORKERS, THREADS = 2, 4


@functools.cache
def folder() -> Path:
    """A temporary folder for everything that the benchmarks make; removed when this process ends."""
    path = Path(tempfile.mkdtemp(prefix="frontdoor-bench-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@contextmanager
def database(kind: str) -> Iterator[str]:
    """The address of an empty database: `sqlite` in the temporary folder, or `postgresql` on a server of our own."""
    if kind == "postgresql":
        with postgresql.start() as address:
            yield address
    else:
        yield f"sqlite:///{tempfile.mkdtemp(dir=folder())}/bench.sqlite3"


def environment(database_url: str) -> dict[str, str]:
    """The environment of Frontdoor's own production settings, without TLS."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "SECRET_KEY": "benchmarks-only-not-a-secret-benchmarks-only-not-a-secret",
        "ALLOWED_HOSTS": ".localhost",
        "DATABASE_URL": database_url,
        "SECURE_SSL_REDIRECT": "false",
        "STATIC_ROOT": str(folder() / "static"),
        "MEDIA_ROOT": str(folder() / "media"),
        "LOG_LEVEL": "ERROR",
    }


def python(*arguments: str, env: dict[str, str], cwd: Path = ROOT) -> str:
    """Run a Python command to its end and return what it printed; raises CalledProcessError when it fails."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=env,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def prepare(env: dict[str, str]) -> None:
    """Make the database's tables, and the static files once for all benchmarks."""
    python("manage.py", "migrate", "--verbosity=0", env=env)
    if not Path(env["STATIC_ROOT"]).exists():
        python("manage.py", "collectstatic", "--noinput", "--verbosity=0", env=env)


@contextmanager
def child(command: Sequence[str], env: dict[str, str], cwd: Path = ROOT) -> Iterator[subprocess.Popen[str]]:
    """Run a command that talks by lines, and at the end stop it together with all that it started."""
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()


@contextmanager
def server(application: str, env: dict[str, str], host: str, cwd: Path = ROOT) -> Iterator[tuple[int, int]]:
    """A gunicorn of two workers: its port and process id, once it answers `/` on the host."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", f"--workers={WORKERS}"),
        *("--worker-class=gthread", f"--threads={THREADS}", "--preload", "--no-control-socket", "--log-level=warning"),
    ]
    with child(command, env, cwd) as process:
        wait(lambda: status(port, host, "/") == http.client.OK, process)
        yield port, process.pid


def wait(ready: Callable[[], bool], process: subprocess.Popen[str], seconds: float = START_SECONDS) -> None:
    """Return when it is ready; raises RuntimeError when the process ends or the time runs out before."""
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{process.args!r} ended, or did not get ready within {seconds} seconds")
        time.sleep(0.05)


def status(port: int, host: str, path: str) -> int | None:
    """The status of an answer; None when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def cpu_seconds(root: int) -> float:
    """The processor time that a process and all below it have used so far."""
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                # Of proc(5): the parent; time in user and kernel mode, and that of children waited for.
                ticks[int(entry.name)] = sum(int(fields[number]) for number in (11, 12, 13, 14))
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    total, waiting = 0, [root]
    while waiting:
        number = waiting.pop()
        total += ticks.get(number, 0)
        waiting += children.get(number, [])
    return total / os.sysconf("SC_CLK_TCK")

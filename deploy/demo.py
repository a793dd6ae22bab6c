"""Run the demo council on this machine until Ctrl-C: database, files, server, worker and clock.

Called by `make demo`, with the port in PORT. What was prepared by an earlier start is not prepared again while the
files that it was made from stay the same.
"""

import ctypes
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var"
PACKAGES = ("cms", "search", "kb", "intranet", "extranet")
START_SECONDS = 60
STOP_SECONDS = 10
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# One place each: who signs in, and what they are.
SIGN_INS = {
    "admin@northmere.example": "administrator",
    "editor@northmere.example": "editor of the knowledge base and of facts",
    "contractor@northmere.example": "contractor, edits Bins and recycling only",
    "approver@northmere.example": "approves what others wrote",
    "staff@northmere.example": "member of staff",
    "agent@northmere.example": "contact centre agent",
    "partner.x@northmere.example": "partner, Eastmoor Police",
    "partner.y@northmere.example": "partner, Calder Care",
    "resident.a@northmere.example": "resident",
    "resident.b@northmere.example": "resident",
}


class DemoError(Exception):
    """The demo cannot go on; the message says why, in one line."""


def main() -> int:
    """Prepare, run until stopped, and return the exit code."""
    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    parent = os.getppid()
    try:
        port = read_port()
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.demo", "PORT": str(port)}
        environment.setdefault("LOG_LEVEL", "WARNING")
        prepare(environment, port)
        with ExitStack() as running:
            services: dict[str, subprocess.Popen[bytes]] = {}
            try:
                for name, command in commands(port).items():
                    services[name] = running.enter_context(child(command, environment))
                    if name == "server":
                        wait_for_server(port, services)
                announce(port)
                # A parent that went away without a word took the terminal with it.
                while os.getppid() == parent:
                    check(services)
                    time.sleep(0.5)
            finally:
                # All at once; the stack then waits for each.
                for process in services.values():
                    process.terminate()
    except DemoError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


def read_port() -> int:
    """The port to serve on; raises DemoError when it is no port or somebody else listens there."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise DemoError(f"PORT is {text!r}; write a number from 1 to 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise DemoError(f"Port {port} is for root only; choose another: make demo PORT=8001") from None
        except OSError:
            raise DemoError(
                f"Port {port} is in use; stop what listens there, or choose another: make demo PORT={port + 1}"
            ) from None
    return port


def prepare(environment: dict[str, str], port: int) -> None:
    """Make the database, its content and the static files, each only when what it is made from has changed."""
    lock = ROOT / "requirements.txt"
    DATA.mkdir(exist_ok=True)
    content = fingerprint([lock, *files("migrations"), *demo_files()], str(port))
    if stale("content", content) or not (DATA / "demo.sqlite3").exists():
        manage("Making the database", environment, "migrate", "--verbosity=0")
        manage("Filling in the demo council", environment, "seed_demo")
        remember("content", content)
    static = fingerprint([lock, *files("themes")], "")
    if stale("static", static) or not (DATA / "static").exists():
        manage("Collecting style sheets and scripts", environment, "collectstatic", "--noinput", "--verbosity=0")
        remember("static", static)


def commands(port: int) -> dict[str, list[str]]:
    """What runs while the demo runs, in the order of starting."""
    manage_py = [sys.executable, "manage.py"]
    return {
        "server": [
            *(sys.executable, "-m", "gunicorn", "cms.wsgi", f"--bind=127.0.0.1:{port}"),
            *("--workers=2", "--worker-class=gthread", "--threads=4", "--preload", "--graceful-timeout=3"),
            *("--no-control-socket", "--log-level=warning"),
        ],
        "worker": [*manage_py, "db_worker", "--verbosity=0"],
        "clock": [*manage_py, "clock"],
    }


def wait_for_server(port: int, services: dict[str, subprocess.Popen[bytes]]) -> None:
    """Return when the server answers; raises DemoError when it does not within a minute."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        check(services)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/healthz", headers={"Host": f"www.localhost:{port}"})
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise DemoError(f"The server did not answer within {START_SECONDS} seconds.")


def announce(port: int) -> None:
    """Print where the demo is and who can sign in."""
    print("\nNorthmere Council is open:\n")
    for name, host in (("Website", "www"), ("Intranet", "intranet"), ("Extranet", "extranet")):
        print(f"  {name:<10}http://{host}.localhost:{port}/")
    print(f"  {'Admin':<10}http://intranet.localhost:{port}/admin/")
    print("\nSign-ins, all with the password demo:\n")
    for address, role in SIGN_INS.items():
        print(f"  {address:<31}{role}")
    print("\nStop with Ctrl-C.", flush=True)


def check(services: dict[str, subprocess.Popen[bytes]]) -> None:
    """Raise DemoError when one of the processes has ended by itself."""
    for name, process in services.items():
        code = process.poll()
        if code is not None:
            raise DemoError(f"The {name} ended by itself with exit code {code}; its last words are above.")


@contextmanager
def child(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command, and at the end stop it together with all that it started."""
    # A session of its own, so that Ctrl-C reaches it through us only, once, in order.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent,
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


def manage(title: str, environment: dict[str, str], *arguments: str) -> None:
    """Run a management command to its end; raises DemoError when it fails."""
    print(f"{title} ...", flush=True)
    with child([sys.executable, "manage.py", *arguments], environment) as process:
        code = process.wait()
    if code:
        raise DemoError(f"`manage.py {arguments[0]}` failed; its last words are above.")


def files(folder: str) -> list[Path]:
    """All files below a folder of the repository that belong to it."""
    return [
        path
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts)
    ]


def demo_files() -> list[Path]:
    """The demo council's content, and the code beside it that fills it in."""
    return [path for package in PACKAGES for path in files(package) if "demo" in str(path.relative_to(ROOT))]


def fingerprint(paths: Iterable[Path], extra: str) -> str:
    """One value for the names and the bytes of all these files."""
    digest = hashlib.sha256(extra.encode())
    for path in sorted(paths):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def stale(name: str, value: str) -> bool:
    """Whether what was prepared last was made from something else, or never."""
    mark = DATA / f"demo.{name}"
    return not mark.exists() or mark.read_text(encoding="utf-8") != value


def remember(name: str, value: str) -> None:
    """Note what the thing just prepared was made from."""
    (DATA / f"demo.{name}").write_text(value, encoding="utf-8")


def end_with_parent() -> None:
    """Called in a new process: have Linux stop it when ours is killed and cannot do so itself."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def stop(number: int, frame: FrameType | None) -> None:
    """The handler of the signals that end a run."""
    # Once is enough: a second Ctrl-C must not cut the stopping short.
    for each in STOP_SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())

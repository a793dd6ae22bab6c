"""Servers of others as child processes: a port, an account to run as, a start that is waited for, a sure stop."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from deploy.demo import end_with_parent

START_SECONDS = 30
STOP_SECONDS = 10


class Identity(TypedDict, total=False):
    """The account that a child process changes to; nothing of it given, it stays ours."""

    user: int
    group: int
    extra_groups: list[int]


class ServiceAwayError(Exception):
    """A service could not be found or started; the message says why, in one line."""


def free_port() -> int:
    """A TCP port on the loopback address that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def account(*names: str) -> pwd.struct_passwd | None:
    """The account to start a server as that refuses to run as root: None where this is not root."""
    if os.geteuid() != 0:
        return None
    for name in names:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServiceAwayError(f"none of the accounts {', '.join(names)} exists to run it as")


@contextmanager
def private_folder(owner: pwd.struct_passwd | None) -> Iterator[Path]:
    """A temporary folder that belongs to the owner and is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="frontdoor-service-"))
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: Sequence[str | Path], owner: pwd.struct_passwd | None, folder: Path) -> None:
    """Run a command to its end; raises ServiceAwayError with its last line of output when it fails."""
    result = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=folder,
        **_identity(owner),
    )
    if result.returncode:
        raise ServiceAwayError(f"{Path(command[0]).name} failed: {_last_line(result.stdout)}")


@contextmanager
def server(
    command: Sequence[str | Path],
    owner: pwd.struct_passwd | None,
    folder: Path,
    ready: Callable[[], bool],
    stop_signal: int,
    start_seconds: float = START_SECONDS,
) -> Iterator[int]:
    """Run a server until the block ends, entered with its process id once `ready` says yes.

    Raises ServiceAwayError, with the last line of its log, when the server ends or stays silent for so long.
    """
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
            preexec_fn=end_with_parent,
            **_identity(owner),
        )
    try:
        deadline = time.monotonic() + start_seconds
        while not ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServiceAwayError(f"{Path(command[0]).name} did not start: {_last_line(log.read_text('utf-8'))}")
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
        yield process.pid
    finally:
        process.send_signal(stop_signal)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(port: int) -> bool:
    """Whether something accepts connections on a loopback port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _identity(owner: pwd.struct_passwd | None) -> Identity:
    if owner is None:
        return {}
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _last_line(output: str) -> str:
    lines = output.strip().splitlines()
    return lines[-1] if lines else "it said nothing"

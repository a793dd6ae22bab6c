"""A private ClamAV daemon that knows one signature: that of the EICAR test file."""

import shutil
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy import packages
from deploy.process import ServiceAwayError, account, free_port, private_folder, server

# The test file that every scanner knows, in two halves so that no scanner takes this file for it.
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def start() -> Iterator[str]:
    """Yield the address of a daemon of our own; raises ServiceAwayError where there can be none."""
    if not shutil.which("clamd"):
        packages.install("clamav-daemon")
    program = shutil.which("clamd")
    if program is None:
        raise ServiceAwayError("clamd was not found")
    port, owner = free_port(), account("clamav", "nobody")
    with private_folder(owner) as folder:
        # Name, any kind of file, anywhere in it, the bytes.
        (folder / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.encode().hex()}\n")
        lines = {
            "DatabaseDirectory": folder,
            "TemporaryDirectory": folder,
            "TCPSocket": port,
            "TCPAddr": "127.0.0.1",
            "Foreground": "yes",
            "MaxThreads": 2,
        }
        settings = folder / "clamd.conf"
        settings.write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
        for file in folder.iterdir():
            file.chmod(0o644)
        command: list[str | Path] = [program, "--config-file", settings]
        with server(command, owner, folder, lambda: _answers(port), signal.SIGTERM):
            yield f"tcp://127.0.0.1:{port}"


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as scanner:
            scanner.sendall(b"zPING\0")
            return scanner.recv(16).startswith(b"PONG")
    except OSError:
        return False

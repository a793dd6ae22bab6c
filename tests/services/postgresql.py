"""A private PostgreSQL server in a temporary folder, quick rather than durable."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.services import packages
from tests.services.process import ServiceAwayError, account, free_port, private_folder, run, server

USER = "frontdoor"
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "timezone": "UTC",
}


@contextmanager
def start() -> Iterator[str]:
    """Yield the address of a database on a server of our own; raises ServiceAwayError where there can be none."""
    programs = _programs()
    owner = account("postgres", "nobody")
    with private_folder(owner) as folder:
        data = folder / "data"
        run(
            [
                programs / "initdb",
                "-D",
                data,
                "-U",
                USER,
                "--auth=trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            owner,
            folder,
        )
        port = free_port()
        options = {
            **OPTIONS,
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": str(folder),
        }
        command: list[str | Path] = [programs / "postgres", "-D", data]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        address = f"postgresql://{USER}@127.0.0.1:{port}"
        with server(command, owner, folder, lambda: _accepts(f"{address}/postgres"), signal.SIGINT):
            with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE frontdoor")
            yield f"{address}/frontdoor"


def _programs() -> Path:
    found = _find_programs()
    if found is None:
        packages.install("postgresql")
        found = _find_programs()
    if found is None:
        raise ServiceAwayError("initdb and postgres were not found")
    return found


def _find_programs() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


def _accepts(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True

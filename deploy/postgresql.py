"""PostgreSQL as a child process, with its data in a folder of ours."""

import pwd
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from deploy import packages
from deploy.process import ServiceAwayError, free_port, run, server

USER = "frontdoor"


@contextmanager
def database(folder: Path, owner: pwd.struct_passwd | None, options: Mapping[str, str]) -> Iterator[str]:
    """Yield the address of a database on a server whose data is in the folder, made there when it is empty.

    Raises ServiceAwayError where there can be none.
    """
    programs = _programs()
    data = folder / "data"
    if not (data / "PG_VERSION").exists():
        making: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        run([*making, "--no-sync"], owner, folder)
    port = free_port()
    fixed = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder)}
    command: list[str | Path] = [programs / "postgres", "-D", data]
    for name, value in {**options, **fixed}.items():
        command += ["-c", f"{name}={value}"]
    address = f"postgresql://{USER}@127.0.0.1:{port}"
    with server(command, owner, folder, lambda: _accepts(f"{address}/postgres"), signal.SIGINT):
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'frontdoor'").fetchone()
            if there is None:
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

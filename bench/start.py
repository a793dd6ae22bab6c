"""How long `make demo` takes in a fresh clone, and the second time."""

import http.client
import os
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from bench import processes
from bench.results import ROOT, table
from deploy.process import free_port

TITLE = "Start of the demo"
PATIENCE = 1800
# What each host answers to somebody who has not signed in.
OPEN = {
    "www.localhost": http.client.OK,
    "intranet.localhost": http.client.FOUND,
    "extranet.localhost": http.client.FOUND,
}


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    with tempfile.TemporaryDirectory(dir=processes.folder()) as parent:
        clone = Path(parent) / "frontdoor"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        first, second = start(clone), start(clone)
    rows: list[tuple[object, ...]] = [("", "seconds until the three hosts answer")]
    rows += [("fresh clone", f"{first:.0f}"), ("second start", f"{second:.1f}")]
    return [
        "`make demo` in a clone of this repository: packages are installed, themes built, the demo council filled in. "
        "Packages come from the network, or from the package managers' own stores where those hold them.",
        "",
        *table(*rows),
    ]


def start(clone: Path) -> float:
    """The seconds from the command until all hosts answer; then stops it as Ctrl-C does."""
    port = free_port() if not (clone / "port").exists() else int((clone / "port").read_text())
    (clone / "port").write_text(str(port))
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=clone,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        processes.wait(lambda: all(processes.status(port, host, "/") == OPEN[host] for host in OPEN), process, PATIENCE)
        return time.monotonic() - began
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)

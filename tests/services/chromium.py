"""Chromium for tests in a real browser; Playwright drives it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from deploy import packages
from deploy.process import ServiceAwayError

NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def start() -> Iterator[str]:
    """Yield the path of the program, which each test process starts for itself.

    Raises ServiceAwayError where there can be none.
    """
    if find() is None:
        packages.install("chromium", "fonts-liberation")
    program = find()
    if program is None:
        raise ServiceAwayError("chromium was not found")
    yield program


def find() -> str | None:
    """The path of an installed Chromium."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def arguments() -> list[str]:
    """Its flags: quiet, no name looked up outside this machine, and no sandbox as root, where it has none."""
    flags = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    return flags

"""The program of nginx; each test starts its own in front of what it has (see deploy.web_server)."""

from collections.abc import Iterator
from contextlib import contextmanager

from deploy import web_server


@contextmanager
def start() -> Iterator[str]:
    """Yield the program's path; raises ServiceAwayError where there is none."""
    yield web_server.program()

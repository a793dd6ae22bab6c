"""A private Redis server that keeps nothing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from deploy import packages
from deploy.process import answers, free_port, private_folder, server


@contextmanager
def start() -> Iterator[str]:
    """Yield the address of a Redis server of our own; raises ServiceAwayError where there can be none."""
    program = packages.program("redis-server")
    port = free_port()
    with private_folder(None) as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        with server(command, None, folder, lambda: answers(port), signal.SIGTERM):
            yield f"redis://127.0.0.1:{port}/0"

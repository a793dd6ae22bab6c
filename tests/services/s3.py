"""A private S3 end point that keeps objects in memory."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.process import answers, free_port, private_folder, server


@contextmanager
def start() -> Iterator[str]:
    """Yield the address of an S3 end point of our own; raises ServiceAwayError where there can be none."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    with private_folder(None) as folder, server(command, None, folder, lambda: answers(port), signal.SIGTERM):
        yield f"http://127.0.0.1:{port}"

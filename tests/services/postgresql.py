"""A private PostgreSQL server in a temporary folder, quick rather than durable."""

from collections.abc import Iterator
from contextlib import contextmanager

from deploy.postgresql import database
from deploy.process import account, private_folder

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
    owner = account("postgres", "nobody")
    with private_folder(owner) as folder, database(folder, owner, OPTIONS) as address:
        yield address

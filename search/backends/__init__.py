"""The engines that answer queries, behind one port."""

from django.db import connection

from .base import Backend, Query, Results
from .postgresql import PostgresqlBackend
from .sqlite import SqliteBackend

__all__ = ["Backend", "Query", "Results", "backend"]


def backend() -> Backend:
    """The engine in use: the full text of whichever database holds the search documents."""
    return PostgresqlBackend() if connection.vendor == "postgresql" else SqliteBackend()

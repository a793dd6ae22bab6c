"""The engines that answer queries, behind one port."""

from django.conf import settings
from django.db import connection

from .base import Away, Backend, Filters, Lost, Query, Results
from .circuit import Circuit
from .guarded import Guarded
from .postgresql import PostgresqlBackend
from .sqlite import SqliteBackend

__all__ = ["Away", "Backend", "Filters", "Lost", "Query", "Results", "backend", "circuit"]

# Of this process.
circuit = Circuit()


def backend() -> Backend:
    """The engine in use: Elasticsearch where one is set, with the database in its place while it is away."""
    if not settings.ELASTICSEARCH_URLS:
        return database()
    # A process without an engine does not load its client.
    from .elasticsearch.engine import ElasticsearchBackend

    return Guarded(ElasticsearchBackend(), database(), circuit)


def database() -> Backend:
    """The full text of whichever database holds the search documents."""
    return PostgresqlBackend() if connection.vendor == "postgresql" else SqliteBackend()

"""The one client of each process, and what can go wrong with it."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.backends.base import Away

# A reader is answered by the database rather than made to wait longer.
SEARCH_SECONDS = 0.8


@functools.lru_cache(maxsize=1)
def client() -> Elasticsearch:
    """A client that keeps its connections; where a node refuses, it asks another once."""
    nodes = settings.ELASTICSEARCH_URLS
    return Elasticsearch(
        nodes,
        request_timeout=SEARCH_SECONDS,
        max_retries=len(nodes) - 1,
        retry_on_timeout=False,
        retry_on_status=(),
        dead_node_backoff_factor=0.5,
        max_dead_node_backoff=5,
        connections_per_node=16,
    )


@contextmanager
def or_away() -> Iterator[None]:
    """Turns whatever the engine does not answer, or answers with an error, into Away."""
    try:
        yield
    except TransportError as error:
        raise Away(f"{type(error).__name__}: {error.message}") from error
    except ApiError as error:
        raise Away(f"{error.meta.status} {error.message}") from error


def ask_whether_there() -> None:
    """Before something that may take long; raises Away."""
    with or_away():
        client().info()

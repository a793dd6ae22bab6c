"""The one client of each process, and what can go wrong with it."""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.conf import settings
from elasticsearch import ApiError, ConnectionError, Elasticsearch, TransportError  # noqa: A004

from search.backends.base import Away

# A reader is answered by the database rather than made to wait longer.
SEARCH_SECONDS = 0.8
# So often a search is asked before the database answers it, if there is time.
ATTEMPTS = 3
SERVER_ERROR = 500

Answer = TypeVar("Answer")


class Died(Away):
    """It died, or a copy of an index did, while it was asked; another may be there."""


@functools.lru_cache(maxsize=1)
def client() -> Elasticsearch:
    """A client that keeps its connections, and for a while asks no node that refused."""
    return Elasticsearch(
        settings.ELASTICSEARCH_URLS,
        request_timeout=SEARCH_SECONDS,
        max_retries=0,
        retry_on_timeout=False,
        retry_on_status=(),
        dead_node_backoff_factor=0.5,
        max_dead_node_backoff=5,
        connections_per_node=16,
    )


def patient(seconds: float) -> Elasticsearch:
    """The client for what no reader waits for: it waits so long for each node, and where one refuses asks the next."""
    return client().options(request_timeout=seconds, max_retries=len(settings.ELASTICSEARCH_URLS) - 1)


def persistent(ask: Callable[[Elasticsearch], Answer]) -> Answer:
    """What a search answers, asked again where it is lost with a node, of others, as long as its reader waits.

    Raises Away.
    """
    deadline, attempts, engine = time.monotonic() + SEARCH_SECONDS, ATTEMPTS, client()
    while True:
        attempts -= 1
        try:
            with or_away():
                return ask(engine)
        except Died:
            left = deadline - time.monotonic()
            if not attempts or left <= 0:
                raise
            engine = client().options(request_timeout=left)


@contextmanager
def or_away() -> Iterator[None]:
    """Turns whatever the engine does not answer, or answers with an error, into Away."""
    try:
        yield
    except ConnectionError as error:
        raise Died(f"{type(error).__name__}: {error.message}") from error
    except TransportError as error:
        raise Away(f"{type(error).__name__}: {error.message}") from error
    except ApiError as error:
        kind = Died if error.meta.status >= SERVER_ERROR else Away
        raise kind(f"{error.meta.status} {error.message}") from error


def ask_whether_there() -> None:
    """Before something that may take long; raises Away."""
    with or_away():
        patient(SEARCH_SECONDS).info()

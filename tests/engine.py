"""Search on a real Elasticsearch."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.core.management import call_command
from django.test import override_settings

from deploy.elasticsearch import wait_for
from search.backends import circuit
from search.backends.elasticsearch.client import client

# A busy machine is no engine that stalls.
PATIENCE = 20


@contextmanager
def on_elasticsearch(url: str, seconds: float = PATIENCE, *, meaning: bool = False) -> Iterator[Callable[[], object]]:
    """Indices of this block's own, in step with the table; the function that it gives brings them in step again.

    A search waits so many seconds for the engine, and with `meaning` for what it means.
    """
    prefix = f"test-{uuid.uuid4().hex[:12]}-"
    names = {"ELASTICSEARCH_URLS": [url], "ELASTICSEARCH_PREFIX": prefix, "SEARCH_MEANING": meaning}
    wait_for(url)
    with (
        override_settings(**names),
        patch("search.backends.elasticsearch.client.SEARCH_SECONDS", seconds),
        patch("search.backends.meaning.SECONDS", seconds),
    ):
        client.cache_clear()
        circuit.succeeded()
        try:
            call_command("rebuild_search", verbosity=0)
            yield lambda: call_command("clock", "--once")
            remove(prefix)
        finally:
            client().close()
            client.cache_clear()
            circuit.succeeded()


def remove(prefix: str) -> None:
    """Deletes all indices whose names begin so."""
    patient = client().options(request_timeout=30)
    patient.indices.delete(index=list(patient.indices.get(index=f"{prefix}*").body))

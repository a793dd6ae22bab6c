"""Search on a real Elasticsearch."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from django.core.management import call_command
from django.test import override_settings
from elasticsearch import Elasticsearch

from deploy.elasticsearch import wait_for
from search.backends import circuit
from search.backends.elasticsearch.client import client, patient

# A busy machine is no engine that stalls.
PATIENCE = 20


@contextmanager
def on_elasticsearch(urls: str, seconds: float = PATIENCE, *, meaning: bool = False) -> Iterator[Callable[[], object]]:
    """Indices of this block's own on the nodes at these addresses, with commas between, in step with the table; the
    function that it gives brings them in step again.

    A search waits so many seconds for the engine, and with `meaning` for what it means.
    """
    prefix = f"test-{uuid.uuid4().hex[:12]}-"
    nodes = urls.split(",")
    names = {"ELASTICSEARCH_URLS": nodes, "ELASTICSEARCH_PREFIX": prefix, "SEARCH_MEANING": meaning}
    wait_for(nodes[0])
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


def home_of(url: str) -> Path:
    """Where the programs of a running server are, for others that run from them."""
    wait_for(url)
    with Elasticsearch(url, request_timeout=60) as server:
        [told] = server.nodes.info(metric="settings").body["nodes"].values()
        return Path(told["settings"]["path"]["home"])


def remove(prefix: str) -> None:
    """Deletes all indices whose names begin so."""
    engine = patient(30)
    engine.indices.delete(index=list(engine.indices.get(index=f"{prefix}*").body))

"""Search on a real Elasticsearch."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command

from search.backends import circuit
from search.backends.elasticsearch.client import client
from tests.services.state import Services


@pytest.fixture
def engine(settings: Any, services: Services, db: None) -> Iterator[Callable[[], object]]:
    """Indices of this test's own, in step with the table; the function that it yields brings them in step again."""
    settings.ELASTICSEARCH_URLS = [services.running["elasticsearch"]]
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid.uuid4().hex[:12]}-"
    client.cache_clear()
    circuit.succeeded()
    call_command("rebuild_search", verbosity=0)
    yield lambda: call_command("clock", "--once")
    remove(settings.ELASTICSEARCH_PREFIX)
    client().close()
    client.cache_clear()
    circuit.succeeded()


def remove(prefix: str) -> None:
    """Deletes all indices whose names begin so."""
    names = list(client().options(request_timeout=30).indices.get(index=f"{prefix}*").body)
    client().options(request_timeout=30).indices.delete(index=names)

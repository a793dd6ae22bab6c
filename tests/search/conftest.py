"""Search on a real Elasticsearch."""

from collections.abc import Callable, Iterator

import pytest

from tests.engine import on_elasticsearch
from tests.services.state import Services


@pytest.fixture
def engine(services: Services, db: None) -> Iterator[Callable[[], object]]:
    """See on_elasticsearch."""
    with on_elasticsearch(services.running["elasticsearch"]) as bring_in_step:
        yield bring_in_step

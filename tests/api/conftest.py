"""A small council to read from."""

import pytest

from tests.council import Council


@pytest.fixture
def council(db: None) -> Council:
    """A page of every type on each site."""
    return Council()

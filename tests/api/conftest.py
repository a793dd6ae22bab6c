"""A small council to read from."""

from copy import deepcopy

import pytest

from tests.council import Council


@pytest.fixture(scope="module")
def planted(around_tests: None) -> Council:
    """A page of every type on each site."""
    return Council()


@pytest.fixture
def council(planted: Council, db: None) -> Council:
    """The council, to be changed at will."""
    return deepcopy(planted)

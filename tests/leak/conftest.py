"""The seeded council, planted once for the whole suite."""

import logging
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from cms.api.services import rebuild
from search import vocabulary

from . import planting, seeds
from .seeds import Council


@pytest.fixture(scope="package")
def _planted(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Council]:
    """The council in a transaction around all tests of the suite; each test's own transaction stands within."""
    folder = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with folder, django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        with time_machine.travel(planting.PLANTED_AT, tick=True):
            council = seeds.plant()
        with time_machine.travel(planting.READ_AT, tick=True):
            rebuild(lambda done, total: None)
            # So many strokes of the clock that it knows all words.
            for _ in range(10):
                vocabulary.learn()
        yield council
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture
def council(_planted: Council, db: None) -> Iterator[Council]:
    """The council on the day after it was planted."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    with time_machine.travel(planting.READ_AT, tick=True):
        yield _planted
    logging.getLogger("django.request").setLevel(logging.NOTSET)
    cache.clear()


@pytest.fixture(scope="session")
def full(request: pytest.FixtureRequest) -> bool:
    """Whether the whole matrix is wanted, or the sample that runs with every test run."""
    return bool(request.config.getoption("--leak") == "full")


@pytest.fixture
def changing(council: Council) -> Iterator[Council]:
    """The council; whatever a test does to the classes of its canaries is undone."""
    before = {canary.word: canary.kind for canary in council.aviary}
    yield council
    for canary in council.aviary:
        canary.kind = before[canary.word]

"""What every test shares."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import override_settings

from cms.access.memory import SHELF

pytest_plugins = [
    "tests.services.plugin",
    "tests.services.groups",
    "tests.services.browser",
    "tests.planted",
    "tests.demo.fixtures",
    "tests.leak.tally",
    "tests.testmere",
    "tests.cms.media.buckets",
    "tests.cms.sharing.fixtures",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--leak",
        choices=("quick", "full"),
        default="quick",
        help="how much of the leak suite runs: quick with every test run, full by `make leak`",
    )


@pytest.fixture(scope="session", autouse=True)
def _private_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploaded files go to a folder of this test process, and with it when it ends."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Wagtail remembers pictures in the cache by keys that the next test gives out again; and guards that a test takes
    out must not have done their work before."""
    cache.clear()
    SHELF.clear()

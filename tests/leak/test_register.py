"""Nothing is served that the suite does not know of."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from . import register


@pytest.fixture(autouse=True)
def _main_language() -> Iterator[None]:
    """Addresses are written as in the main language, whatever language the last request left active."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def test_every_address_pattern_is_registered() -> None:
    assert list(register.unregistered_routes()) == []


def test_no_registered_pattern_is_stale() -> None:
    assert register.stale_routes() == set()


def test_every_page_type_is_registered_and_none_is_stale() -> None:
    assert register.page_types() == register.PAGE_TYPES

"""Nothing is served that the suite does not know of."""

from . import register


def test_every_address_pattern_is_registered() -> None:
    assert list(register.unregistered_routes()) == []


def test_no_registered_pattern_is_stale() -> None:
    assert register.stale_routes() == set()


def test_every_page_type_is_registered_and_none_is_stale() -> None:
    assert register.page_types() == register.PAGE_TYPES

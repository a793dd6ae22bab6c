"""In which scopes a reader searches: the narrowest audiences that they hold on the host."""

import pytest

from cms.access.reader import reader_with


@pytest.mark.parametrize(
    ("granted", "host", "scopes"),
    [
        ([], "website", ("public",)),
        (["resident"], "website", ("resident",)),
        (["staff", "agent"], "website", ("public",)),
        (["staff"], "intranet", ("staff",)),
        (["staff", "agent"], "intranet", ("agent",)),
        (["agent"], "intranet", ("agent",)),
        ([], "intranet", ()),
        (["partner"], "extranet", ("partner",)),
        (["partner:b", "partner:a", "partner"], "extranet", ("partner:a", "partner:b")),
        (["resident", "staff"], "extranet", ()),
    ],
)
def test_scopes(granted: list[str], host: str, scopes: tuple[str, ...]) -> None:
    assert reader_with(granted, host).scopes == scopes

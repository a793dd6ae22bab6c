"""An engine that is there, but whose indices cannot answer: the database does, and says so."""

from collections.abc import Callable
from typing import Any

import pytest

from search.backends import Query, Results, backend, circuit
from search.backends.elasticsearch.client import client
from search.backends.elasticsearch.indices import read_alias
from tests.search.test_results import article, found
from tests.testmere import Council

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.once, pytest.mark.django_db]

# What makes each of them.
UNWELL: dict[str, dict[str, Any]] = {
    "red": {"settings": {"index.routing.allocation.require._name": "nobody"}, "wait_for_active_shards": "0"},
    "wrong mapping": {"mappings": {"properties": {"page": {"type": "text"}, "scopes": {"type": "text"}}}},
    "no mapping": {},
}


def ask() -> Results:
    """The answer for anybody."""
    return backend().search(Query(("publicword",), ("public",), "en-gb", facets=("kind",)))


@pytest.mark.parametrize("case", UNWELL)
def test_an_index_that_cannot_answer_costs_nobody_an_answer(
    council: Council, engine: Callable[[], object], case: str
) -> None:
    article(council)
    engine()
    alias = read_alias("public", "en-gb")
    [well] = client().indices.get_alias(name=alias).body
    unwell = f"{alias}-1"
    client().options(request_timeout=30).indices.create(index=unwell, **UNWELL[case])

    def turn(one: str, other: str) -> None:
        actions = [{"remove": {"index": one, "alias": alias}}, {"add": {"index": other, "alias": alias}}]
        client().indices.update_aliases(actions=actions)

    turn(well, unwell)
    for _ in range(3):
        told = ask()
        assert (told.engine, told.away, told.total) == ("database", True, 1)
    assert circuit.is_open()
    page = council.client().get("/search/", {"q": "publicword"})
    assert page.status_code == 200 and "simpler way" in page.content.decode()
    assert not found(council, None, "agentword")
    turn(unwell, well)
    circuit.next_trial = 0
    assert (ask().engine, ask().away, ask().total) == ("elasticsearch", False, 1)

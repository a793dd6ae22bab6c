"""How many queries each kind of page takes: as many as `query_counts.json` says, however much it shows.

FRONTDOOR_REWRITE_QUERY_COUNTS=1 writes the file anew.
"""

import json
import os
from pathlib import Path

import pytest

from tests.council import ADDRESSES, Council
from tests.queries import counted

BASELINE = Path(__file__).parent / "query_counts.json"
FEW, MANY = 1, 10
MOST_FOR_ACCESS = 2

Counts = dict[str, dict[str, dict[str, int]]]


@pytest.mark.django_db
def test_queries_of_each_page_are_those_of_the_baseline_and_do_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    # What a process keeps, it keeps as long as this test takes.
    monkeypatch.setattr("cms.access.memory.LONGEST", 3600)
    council = Council()
    council.grow(FEW)
    few = counts(council, everybody=True)
    council.grow(MANY)
    many = counts(council, everybody=False)

    assert many == {page: {reader: few[page][reader] for reader in readers} for page, readers in many.items()}
    assert {name: found for name, found in by_name(few).items() if found["access"] > MOST_FOR_ACCESS} == {}
    if os.environ.get("FRONTDOOR_REWRITE_QUERY_COUNTS") == "1":
        BASELINE.write_text(json.dumps(few, indent=2) + "\n", encoding="utf-8")
    assert few == json.loads(BASELINE.read_text(encoding="utf-8"))


def counts(council: Council, *, everybody: bool) -> Counts:
    """The queries of each page in all, and those for access: for everybody who reads it, or who reads most of it."""
    found: Counts = {}
    for address in ADDRESSES:
        found[address.name] = {}
        readers = list(council.readers(address.host))
        for name, client in readers if everybody else readers[-1:]:
            # Makes the pictures' sizes, and fills the memory of content types, sites and navigation.
            client.get(address.path)
            response, queries = counted(lambda client=client, path=address.path: client.get(path))  # type: ignore[misc]
            assert response.status_code == address.status, address
            assert address.shows.format(number=council.size) in response.content.decode(), address
            found[address.name][name] = {"queries": queries.total, "access": queries.for_access}
    return found


def by_name(found: Counts) -> dict[str, dict[str, int]]:
    """The counts in one level."""
    return {f"{page}, {reader}": count for page, readers in found.items() for reader, count in readers.items()}

"""Which tests one of the processes runs together, so that what they begin with is made once: those of a file, all that
look at the running demo council in a browser, and in the quick run all that look at the council of the leak suite."""

from collections.abc import Iterator
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

IN_BROWSER = ("tests/a11y/", "tests/journeys/")
# What takes longest comes first, so that the processes end at about the same time.
FIRST = (*IN_BROWSER, "tests/leak/", "tests/test_query_counts.py")


class Groups(LoadScopeScheduling):
    """Gives each process a group at a time, in the order of the tests."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(IN_BROWSER):
            return "browser"
        if nodeid.startswith("tests/leak/"):
            return nodeid if self.config.getoption("--leak") == "full" else "leak"
        return nodeid.split("::")[0]


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Groups:
    """For every run with `-n`."""
    return Groups(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Puts the groups in order, once everything else about them is settled."""
    yield
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    """What empties the database in its end comes last; such a test has a file of its own."""
    if any(mark.kwargs.get("transaction") and "available_apps" not in mark.kwargs for mark in item.iter_markers()):
        return len(FIRST) + 1
    return next((n for n, name in enumerate(FIRST) if item.nodeid.startswith(name)), len(FIRST))

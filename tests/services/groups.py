"""Which tests one process runs together, so that what they begin with is made once: those of a file, and all that look
at the running demo council in a browser."""

from collections.abc import Iterator

import pytest

BROWSER = "browser"
# They empty the database in the end, so nothing may come after them.
COMMITTING = "committing"
# What takes longest comes first, so that the processes end at about the same time.
ORDER = (BROWSER, "tests/leak/", "tests/test_query_counts.py", "tests/", COMMITTING)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Names the group of each test, and puts the groups in order once everything else about them is settled."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    yield
    items.sort(key=lambda item: next(n for n, name in enumerate(ORDER) if _group(item).startswith(name)))


def _group(item: pytest.Item) -> str:
    if any("chromium" in marker.args for marker in item.iter_markers("needs")):
        return BROWSER
    if any(marker.kwargs.get("transaction") for marker in item.iter_markers("django_db")):
        return COMMITTING
    return item.nodeid.split("::")[0]

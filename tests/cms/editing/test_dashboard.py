"""The dashboard: what waits, what is overdue, what was published; of the editor's own pages only."""

import datetime
import re
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cms.editing.conftest import Desk

PAST = datetime.date(2020, 1, 1)


def panels(desk: Desk, name: str) -> dict[str, set[str]]:
    """The titles in each of the panels."""
    text = desk.client(name).get("/admin/").content.decode()
    found = {}
    for panel in ("waiting", "overdue", "published"):
        section = re.search(rf'<section[^>]*id="{panel}-section".*?</section>', text, re.DOTALL)
        assert section is not None
        found[panel] = set(re.findall(r"Title [a-z0-9-]+", section[0]))
    return found


def test_each_editor_finds_their_own_work(desk: Desk) -> None:
    bins = desk.page("bins", live=False)
    desk.page("old", review_date=PAST)
    desk.page("unseen", live=False, review_date=PAST)
    nothing: dict[str, set[str]] = {"waiting": set(), "overdue": set(), "published": set()}
    desk.edit("writer", bins, "action-submit")
    assert panels(desk, "writer") == {**nothing, "overdue": {"Title old"}}
    assert panels(desk, "chief") == {**nothing, "waiting": {"Title bins"}, "overdue": {"Title old"}}
    assert panels(desk, "outsider") == nothing
    desk.act("chief", bins, "approve")
    assert panels(desk, "chief") == {**nothing, "overdue": {"Title old"}, "published": {"Title bins"}}
    assert panels(desk, "writer")["published"] == {"Title bins"}
    assert panels(desk, "deputy")["published"] == set()
    desk.users["writer"].groups.clear()
    desk.users["writer"].groups.set(desk.users["outsider"].groups.all())
    assert b"Title bins" not in desk.client("writer").get("/admin/").content


def test_the_dashboard_asks_as_much_for_many_pages_as_for_few(desk: Desk) -> None:
    counts: list[Any] = []
    for size in (2, 6):
        for number in range(size):
            page = desk.page(f"page-{size}-{number}", live=False)
            desk.edit("writer", page, "action-submit")
            desk.page(f"old-{size}-{number}", review_date=PAST)
        client = desk.client("chief")
        client.get("/admin/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/admin/")
        counts.append(len(queries))
    assert counts[0] == counts[1]

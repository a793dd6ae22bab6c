"""Queries that are asked so often that putting their SQL together each time costs more than asking them."""

import datetime
import re
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

# As SQLite's adapter writes moments.
WRITTEN_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")


class Prepared:
    """A query whose SQL is kept for each `key`, which stands for all that it was made of but the values.

    In the query as `build` makes it a value is a marker that nobody types; every moment in it is that of asking.
    """

    def __init__(self) -> None:
        self.compiled: dict[Hashable, tuple[str, tuple[Any, ...]]] = {}

    def rows(
        self, key: Hashable, build: Callable[[], "QuerySet[Any, Any]"], values: Mapping[Any, Any]
    ) -> list[tuple[Any, ...]]:
        """The rows, as the database gives them; `values` by marker."""
        known = self.compiled.get((connection.vendor, key))
        if known is None:
            known = self.compiled[connection.vendor, key] = build().query.sql_with_params()
        sql, parameters = known
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        given = [values[each] if each in values else now if _is_moment(each) else each for each in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall())


def _is_moment(value: Any) -> bool:
    return isinstance(value, datetime.datetime) or (isinstance(value, str) and bool(WRITTEN_MOMENT.fullmatch(value)))

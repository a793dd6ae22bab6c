"""Queries that are asked so often that putting their SQL together each time costs more than asking them."""

import datetime
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

# As SQLite's adapter writes moments.
WRITTEN_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")

Converters = dict[int, tuple[list[Callable[..., Any]], Any]]


class Compiled(NamedTuple):
    """SQL with its parameters, and by column what makes Python's values of the database's."""

    sql: str
    parameters: tuple[Any, ...]
    converters: Converters


class Prepared:
    """A query for values whose SQL is kept for each `key`, which stands for all that it was made of but the values.

    In the query as `build` makes it a value is a marker that nobody types; every moment in it is that of asking.
    """

    def __init__(self) -> None:
        self.compiled: dict[Hashable, Compiled] = {}

    def rows(
        self,
        key: Hashable,
        build: Callable[[], "QuerySet[Any, Any]"],
        values: Mapping[Any, Any] | None = None,
        most: int | None = None,
    ) -> list[Sequence[Any]]:
        """The rows, the first `most` of them if that is given; `values` by marker."""
        known = self.compiled.get((connection.vendor, key))
        if known is None:
            known = self.compiled[connection.vendor, key] = compiled(build())
        values = values or {}
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        given = [values[each] if each in values else now if _is_moment(each) else each for each in known.parameters]
        sql = known.sql
        if most is not None:
            sql, given = f"{sql} LIMIT %s", [*given, most]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows: list[Sequence[Any]] = cursor.fetchall()
        if not known.converters:
            return rows
        return [_converted(row, known.converters) for row in rows]


def compiled(query: "QuerySet[Any, Any]") -> Compiled:
    """The SQL of a query for values."""
    compiler = query.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    return Compiled(sql, tuple(parameters), compiler.get_converters(columns))


def _converted(row: Sequence[Any], converters: Converters) -> Sequence[Any]:
    made = list(row)
    for position, (functions, expression) in converters.items():
        for convert in functions:
            made[position] = convert(made[position], expression, connection)
    return made


def _is_moment(value: Any) -> bool:
    return isinstance(value, datetime.datetime) or (isinstance(value, str) and bool(WRITTEN_MOMENT.fullmatch(value)))

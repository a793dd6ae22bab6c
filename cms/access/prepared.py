"""Queries that are asked so often that putting their SQL together each time costs more than asking them."""

import datetime
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.utils import timezone

# As SQLite's adapter writes moments.
WRITTEN_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")

Made = TypeVar("Made", bound=Model)
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
        self.makers: dict[Hashable, Callable[[Sequence[Any]], Any]] = {}

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
        return _converted_all(self._fetched(known, values or {}, most), known.converters)

    def objects(self, key: Hashable, build: Callable[[], "QuerySet[Made]"], values: Mapping[Any, Any]) -> list["Made"]:
        """The objects of a query for objects, with those that it selects with them."""
        name = connection.vendor, key
        if name not in self.makers:
            self.compiled[name], self.makers[name] = compiled_objects(build())
        known, make = self.compiled[name], self.makers[name]
        return [make(row) for row in _converted_all(self._fetched(known, values, None), known.converters)]

    def _fetched(self, known: Compiled, values: Mapping[Any, Any], most: int | None) -> list[Sequence[Any]]:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        given = [values[each] if each in values else now if _is_moment(each) else each for each in known.parameters]
        sql = known.sql
        if most is not None:
            sql, given = f"{sql} LIMIT %s", [*given, most]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows: list[Sequence[Any]] = cursor.fetchall()
        return rows


def compiled(query: "QuerySet[Any, Any]") -> Compiled:
    """The SQL of a query for values."""
    return _compiled(query.query.get_compiler(connection=connection))


def compiled_objects(query: "QuerySet[Any]") -> tuple[Compiled, Callable[[Sequence[Any]], Any]]:
    """The SQL of a query for objects, and what makes one of a row, as Django's own ModelIterable does."""
    compiler = query.query.get_compiler(connection=connection)
    known = _compiled(compiler)
    fields = compiler.klass_info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [column.target.attname for column, _, _ in compiler.select[start:end]]
    related = get_related_populators(compiler.klass_info, compiler.select, query.db)  # type: ignore[call-arg]  # stubs of a later Django

    def make(row: Sequence[Any]) -> Any:
        made = query.model.from_db(query.db, names, row[start:end])
        for each in related:
            each.populate(row, made)
        return made

    return known, make


def _compiled(compiler: Any) -> Compiled:
    sql, parameters = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    return Compiled(sql, tuple(parameters), compiler.get_converters(columns))


def _converted_all(rows: list[Sequence[Any]], converters: Converters) -> list[Sequence[Any]]:
    return [_converted(row, converters) for row in rows] if converters else rows


def _converted(row: Sequence[Any], converters: Converters) -> Sequence[Any]:
    made = list(row)
    for position, (functions, expression) in converters.items():
        for convert in functions:
            made[position] = convert(made[position], expression, connection)
    return made


def _is_moment(value: Any) -> bool:
    return isinstance(value, datetime.datetime) or (isinstance(value, str) and bool(WRITTEN_MOMENT.fullmatch(value)))

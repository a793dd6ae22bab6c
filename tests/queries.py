"""Counts the queries of a request."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

# Statements that only frame others; a test's own transaction adds some.
FRAMING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
TABLES = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE)\s+"(\w+)"')


@dataclass
class Counted:
    """The SQL of the queries asked while `counting`."""

    statements: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All queries."""
        return len(self.statements)

    @property
    def for_access(self) -> int:
        """Those that only settle who reads what: they begin at a table of cms.access.

        The rule itself is part of the queries that it narrows.
        """
        first = (TABLES.search(statement) for statement in self.statements)
        return sum(1 for match in first if match and match[1].startswith("access_"))


def counted(action: Callable[[], Any]) -> tuple[Any, Counted]:
    """What the action returns, and the queries that it asked."""
    found = Counted()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not sql.startswith(FRAMING):
            found.statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        return action(), found

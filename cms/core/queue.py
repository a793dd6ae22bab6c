"""The queue: tasks are rows, written in the transaction that asks for them and done once it has committed."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django_tasks_db import DatabaseBackend


@dataclass(frozen=True)
class Asked:
    """A task that the current transaction has asked for. It hangs on the transaction as work after the commit, with
    nothing to do, so that it goes where a savepoint is undone, and the task's row with it."""

    path: str
    queue: str
    arguments: str
    result: Any = field(compare=False)

    def __call__(self) -> None:
        """Nothing: the row is there already."""


class Queue(DatabaseBackend):
    """Asked twice for the same task in one transaction, it is done once: all it could see it sees after the commit.

    So every task has to be one that may be done once or twice.
    """

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """See DatabaseBackend; the result is that of the row already there, where there is one."""
        if not connection.in_atomic_block or task.run_after is not None:
            return super().enqueue(task, args, kwargs)
        arguments = json.dumps([args, kwargs], sort_keys=True, default=str)
        asked = Asked(task.module_path, task.queue_name, arguments, None)
        waiting: list[Any] = connection.run_on_commit
        for _, known, _ in waiting:
            if known == asked:
                return known.result
        result: Any = super().enqueue(task, args, kwargs)
        connection.on_commit(Asked(asked.path, asked.queue, asked.arguments, result))
        return result

"""What is asked of the database once, however many need the answer: within a request, and while nothing changes.

In a request that only reads, answers that follow from the content alone are kept by this process for the next ones, on
a shelf for the state that the content is in. Whatever changes content, or who may see it, changes that state in the
same transaction (`note_change`); each request asks which it is. So an answer is never older than the content.
"""

import functools
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, connection

from .models import ContentChange

T = TypeVar("T")

# Seconds after which a shelf is cleared though nothing is known to have changed.
LONGEST = 60
# Small enough for the sum of a great many to be a number that every database has.
TOKEN_BITS = 40
# As many rows are left for the next sum.
MOST_ROWS = 50


class Shelf:
    """The answers that this process keeps for one state of the content."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forgets all answers."""
        self.state: Any = None
        self.until = 0.0
        self.answers: dict[Any, Any] = {}

    def answers_in(self, state: Any) -> dict[Any, Any]:
        """Those for a state. A request in another one may have put others in their place meanwhile."""
        now = time.monotonic()
        if state != self.state or now >= self.until:
            self.state, self.until, self.answers = state, now + LONGEST, {}
        return self.answers


SHELF = Shelf()


class Memory:
    """What one request remembers; `reads` says that it changes nothing, and `shelf` is filled at the first need."""

    __slots__ = ("answers", "reads", "shelf")

    def __init__(self, *, reads: bool) -> None:
        self.reads = reads
        self.forget()

    def forget(self) -> None:
        """Begins anew."""
        self.answers: dict[Callable[[], Any], Any] = {}
        self.shelf: dict[Any, Any] | None = None


_memory: ContextVar[Memory | None] = ContextVar("memory", default=None)


@contextmanager
def remembering(*, reads: bool = False) -> Iterator[None]:
    """Lets functions marked `once` remember their answers until the block ends.

    With `reads` nothing is changed within the block, and answers may be those of an earlier request.
    """
    token = _memory.set(Memory(reads=reads))
    try:
        yield
    finally:
        _memory.reset(token)


def forget() -> None:
    """Says that something has changed, so that every answer is asked for anew."""
    memory = _memory.get()
    if memory is not None:
        memory.forget()


def shelf() -> dict[Any, Any] | None:
    """Where answers are kept that hold for the content as it is; None outside of requests that only read.

    The first time in a request it takes one query.
    """
    memory = _memory.get()
    if memory is None or not memory.reads:
        return None
    if memory.shelf is None:
        memory.shelf = SHELF.answers_in(content_state())
    return memory.shelf


def content_state() -> Any:
    """What is another number after every change of content; None as long as none was noted.

    It is what a request that only reads asks first. So it is also what finds out that a connection kept from an earlier
    request was lost, in place of a query of Django's own for that alone.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]  # not in the stubs
    try:
        return _sum_of_tokens()
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _sum_of_tokens()


def _sum_of_tokens() -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(token) FROM {ContentChange._meta.db_table}")  # noqa: S608  # a name of our own
        row = cursor.fetchone()
    return row[0] if row else None


def note_change() -> None:
    """Says within the current transaction that content, or who may see it, is another after it.

    A row is added rather than one counted up, so that no transaction waits for another.
    """
    ContentChange.objects.create(token=secrets.randbits(TOKEN_BITS))


def tidy() -> None:
    """What the clock does: few rows are soon added up. What was kept is asked for once more."""
    last = ContentChange.objects.order_by("-pk").values_list("pk", flat=True)[MOST_ROWS : MOST_ROWS + 1].first()
    if last is not None:
        ContentChange.objects.filter(pk__lt=last).delete()


def once(function: Callable[[], T]) -> Callable[[], T]:
    """Marks a function whose answer follows from the content alone, so that it holds for all of a request."""

    @functools.wraps(function)
    def answer() -> T:
        memory = _memory.get()
        if memory is None:
            return function()
        answers = memory.answers
        if function not in answers:
            kept = shelf()
            if kept is None:
                answers[function] = function()
            else:
                if function not in kept:
                    kept[function] = function()
                answers[function] = kept[function]
        remembered: T = answers[function]
        return remembered

    return answer

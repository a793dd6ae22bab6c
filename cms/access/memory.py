"""What one request asks the database once, however many of its parts need the answer.

Nothing is kept from one request to the next, and nothing outside of requests or in those that change something.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_memory: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Lets functions marked `once` remember their answers until the block ends."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def forget() -> None:
    """Says that something has changed, so that every answer is asked for anew."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()


def once(function: Callable[[], T]) -> Callable[[], T]:
    """Marks a function whose answer holds for all of a request."""

    @functools.wraps(function)
    def answer() -> T:
        memory = _memory.get()
        if memory is None:
            return function()
        if function not in memory:
            memory[function] = function()
        remembered: T = memory[function]
        return remembered

    return answer

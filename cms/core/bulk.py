"""Tells apart the change of one page, whose readers want it at once, and the making of hundreds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_in_bulk: ContextVar[bool] = ContextVar("in_bulk", default=False)

# Apps above add what they put off while many pages are being written. What is broken off is for the clock to see to.
AFTERWARDS: list[Callable[[], None]] = []


@contextmanager
def in_bulk() -> Iterator[None]:
    """Says that many pages are being written, so that what can be made later is left to the worker."""
    token = _in_bulk.set(True)
    try:
        yield
    finally:
        _in_bulk.reset(token)
    for work in AFTERWARDS:
        work()


def is_bulk() -> bool:
    """Whether many pages are being written."""
    return _in_bulk.get()

"""What a place for shared answers does for all processes that use it."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol


class Away(Exception):
    """The place cannot be reached; answers are made anew until it can."""


class Backend(Protocol):
    """Holds marks and packed answers for several processes. Every method raises Away."""

    def head(self) -> int:
        """The newest generation, cheaply."""

    def head_and_answer(self, name: str) -> tuple[int, bytes | None]:
        """The newest generation and the answer of that name, in one round trip."""

    def marks(self) -> Sequence[int]:
        """The generation at which each slot was last marked, as new as the last head that was asked for."""

    def mark(self, slots: Iterable[int]) -> int:
        """Marks the slots with a new generation, and returns it."""

    def put(self, name: str, packed: bytes, seconds: int) -> None:
        """Keeps an answer for a while."""

    def making(self, name: str) -> AbstractContextManager[bool]:
        """Entered with True by the one process that shall make an answer, by others with False once that is over.

        Nobody waits for long: after some seconds it is entered with False in any case.
        """

    def tidy(self) -> None:
        """Frees what has expired."""

"""An engine whose place the database takes while it is away."""

import logging
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TypeVar

from .base import Away, Backend, Behind, Query, Results
from .circuit import Circuit

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class Guarded:
    """Asks the engine where its circuit allows, and the database otherwise; both let readers see the same."""

    def __init__(self, engine: Backend, database: Backend, circuit: Circuit) -> None:
        self.engine, self.database, self.circuit = engine, database, circuit

    def position(self) -> Hashable:
        """See Backend."""
        try:
            return self.engine.position()
        except Behind:
            return None

    def search(self, query: Query) -> Results:
        """See Backend."""
        answer, away = self._first(lambda: self.engine.search(query))
        return answer if answer is not None else replace(self.database.search(query), away=away)

    def suggest(self, query: Query) -> tuple[str, ...]:
        """See Backend."""
        answer, _ = self._first(lambda: self.engine.suggest(query))
        return answer if answer is not None else self.database.suggest(query)

    def _first(self, ask: Callable[[], Answer]) -> tuple[Answer | None, bool]:
        """The engine's answer, or None and whether the database takes its place."""
        if not self.circuit.lets_through():
            return None, True
        try:
            answer = ask()
        except Behind as reason:
            # Nobody asked the engine, so this tells nothing of whether it is there.
            logger.info("The database answers a search: %s", reason)
            return None, True
        except Away as error:
            logger.warning("The search engine is away, the database answers: %s", error)
            self.circuit.failed_again()
            return None, True
        self.circuit.succeeded()
        return answer, False

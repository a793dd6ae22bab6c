"""What a query means, reckoned while the reader waits: in time, or not at all."""

import functools
import logging
from concurrent.futures import ThreadPoolExecutor

from search.meaning import store

from .circuit import Circuit

logger = logging.getLogger(__name__)
# A query takes ten milliseconds; a reader is answered by words alone rather than made to wait longer than this.
SECONDS = 0.25
MOST_KEPT = 1000

# Of this process.
circuit = Circuit(failures=3, seconds=5)


def vector_of(words: tuple[str, ...], language: str) -> list[float] | None:
    """The numbers of a query; None where meaning is off, unknown for the language, missing, or not there in time."""
    if not store.is_on() or not store.understood(language) or not circuit.lets_through():
        return None
    waiting = _thinker().submit(_reckoned, " ".join(words))
    try:
        vector = waiting.result(SECONDS)
    except (ImportError, OSError, RuntimeError, ValueError) as error:  # a timeout is an OSError
        waiting.cancel()
        logger.warning("A search is answered by words alone: %s %s", type(error).__name__, error)
        circuit.failed_again()
        return None
    circuit.succeeded()
    return vector


@functools.cache
def _thinker() -> ThreadPoolExecutor:
    """The one thread of this process that reckons: it is the limit to what queries' meanings may take of a machine."""
    return ThreadPoolExecutor(1, thread_name_prefix="meaning")


@functools.lru_cache(maxsize=MOST_KEPT)  # each page of results asks for it again
def _reckoned(text: str) -> list[float]:
    from search.meaning.model import model

    [vector] = model().vectors([text]).tolist()
    return [round(number, 6) for number in vector]

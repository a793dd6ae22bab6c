"""When each surrogate key's answers last became stale.

A generation is a whole number that grows with every purge, never less than the microseconds since 1970. An answer
remembers the generation at which its making began, and is good as long as none of its keys was marked later. So an
answer that was being made while something changed is stale from the start, whoever stores it when.

Keys share a fixed number of slots, in which two may meet: then one is purged together with the other.
"""

import zlib
from collections.abc import Iterable, Sequence

SLOTS = 4096
# The first slot is for everything: all answers hang on it.
ALL = 0
# The key of the state of access, on which all answers hang too.
ACCESS = "access"


def slot_of(key: str) -> int:
    """The slot of a key; deploy/nginx finds it in the same way."""
    return ALL if key == "everything" else 1 + zlib.crc32(key.encode()) % (SLOTS - 1)


def slots_of(keys: Iterable[str]) -> tuple[int, ...]:
    """The slots of these keys, and that of everything."""
    return tuple(sorted({ALL, *map(slot_of, keys)}))


def good(slots: Iterable[int], generation: int, marks: Sequence[int]) -> bool:
    """Whether none of the slots was marked after that generation."""
    return all(marks[slot] <= generation for slot in slots)

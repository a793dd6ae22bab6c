"""Parts of answers that are the same for many readers, worked out once for each state of the content."""

import functools
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, TypeVarTuple, Unpack

from django.utils import timezone, translation

from cms.access.memory import shelf

from . import keys
from .addresses import reading_language

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")

# More is not kept for one state, so that whoever asks for every number there is does not fill the memory.
MOST_PARTS = 10_000


class Part(NamedTuple):
    """A value, and what it shows."""

    value: Any
    shown: keys.Shown


def kept(function: Callable[[Unpack[Arguments]], T]) -> Callable[[Unpack[Arguments]], T]:
    """Marks a function whose answer follows from its hashable arguments, the language and the content.

    Readers are given to it without their names (`Reader.nameless`), so that what is kept for one is kept for all who
    hold the same audiences. What changes by the clock it says by `keys.holds_until`. Nobody may change the answer.
    """

    @functools.wraps(function)
    def answer(*arguments: *Arguments) -> T:
        parts = shelf()
        if parts is None:
            return function(*arguments)
        name = function, arguments, translation.get_language(), reading_language.get()
        part = parts.get(name)
        if part is None or (part.shown.until is not None and part.shown.until <= timezone.now()):
            with keys.collecting() as shown:
                part = Part(function(*arguments), shown)
            if name in parts or len(parts) < MOST_PARTS:
                parts[name] = part
        keys.shows(*part.shown.keys)
        keys.holds_until(part.shown.until)
        value: T = part.value
        return value

    return answer

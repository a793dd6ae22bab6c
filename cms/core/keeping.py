"""Parts of answers that are the same for many readers, worked out once for each state of the content."""

import functools
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, TypeVarTuple, Unpack

from django.utils import timezone, translation

from cms.access.memory import shelf

from . import keys
from .addresses import reading_language

T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)
Arguments = TypeVarTuple("Arguments")

# More is not kept for one state, so that whoever asks for every number there is does not fill the memory.
MOST_PARTS = 10_000
# And of what is as large as a page of results.
MOST_LARGE = 2_000


class Part(NamedTuple):
    """A value, and what it shows."""

    value: Any
    shown: keys.Shown


def kept(function: Callable[[Unpack[Arguments]], T], most: int = 0) -> Callable[[Unpack[Arguments]], T]:
    """Marks a function whose answer follows from its hashable arguments, the language and the content.

    Readers are given to it without their names (`Reader.nameless`), so that what is kept for one is kept for all who
    hold the same audiences. What changes by the clock it says by `keys.holds_until`. Nobody may change the answer.
    Of each function marked with `most` only so many answers are kept.
    """

    @functools.wraps(function)
    def answer(*arguments: *Arguments) -> T:
        parts = shelf()
        if parts is None:
            return function(*arguments)
        if most:
            parts = parts.setdefault(function, {})
        name = function, arguments, translation.get_language(), reading_language.get()
        part = parts.get(name)
        if part is None or _is_over(part):
            with keys.collecting() as shown:
                part = Part(function(*arguments), shown)
            _keep(parts, name, part, most or MOST_PARTS)
        _say_shown(part)
        value: T = part.value
        return value

    return answer


def kept_large(function: Callable[[Unpack[Arguments]], T]) -> Callable[[Unpack[Arguments]], T]:
    """As `kept`, for answers of many kilobytes: fewer are kept."""
    return kept(function, MOST_LARGE)


def kept_for_each(
    function: Callable[[Sequence[Key], Unpack[Arguments]], Mapping[Key, T]],
) -> Callable[[Iterable[Key], Unpack[Arguments]], dict[Key, T]]:
    """Marks a function that answers for many keys at once: each of its answers is kept as by `kept`.

    It is asked for those together that are not kept yet. Keys that it has no answer for are asked for every time.
    """

    @functools.wraps(function)
    def answer(wanted: Iterable[Key], *arguments: *Arguments) -> dict[Key, T]:
        parts = shelf()
        if parts is None:
            asked = list(wanted)
            return dict(function(asked, *arguments)) if asked else {}
        about = function, arguments, translation.get_language(), reading_language.get()
        found: dict[Key, T] = {}
        lacking: list[Key] = []
        for key in wanted:
            part = parts.get((about, key))
            if part is None or _is_over(part):
                lacking.append(key)
            else:
                _say_shown(part)
                found[key] = part.value
        if lacking:
            with keys.collecting() as shown:
                made = function(lacking, *arguments)
            for key, value in made.items():
                part = Part(value, shown)
                _keep(parts, (about, key), part, MOST_PARTS)
                _say_shown(part)
                found[key] = value
        return found

    return answer


def _is_over(part: Part) -> bool:
    return part.shown.until is not None and part.shown.until <= timezone.now()


def _keep(parts: dict[Any, Any], name: Hashable, part: Part, most: int) -> None:
    if name in parts or len(parts) < most:
        parts[name] = part


def _say_shown(part: Part) -> None:
    keys.shows(*part.shown.keys)
    keys.holds_until(part.shown.until)

"""Keeps shared answers: in the memory of this process, and where other processes find them."""

import functools
import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from django.conf import settings

from .answers import Answer
from .backends.base import Away, Backend
from .backends.files import Files
from .marks import good, slots_of

logger = logging.getLogger(__name__)

# Has the place that processes share learn what it missed while it was away.
CATCHING_UP: list[Callable[[], object]] = []
# Seconds that an answer is kept at most, whatever happens.
LONGEST = 3600
MEMORY = 64 * 1024 * 1024
# What this release is made of: answers of another are not its own.
SOURCES = (
    "cms/**/*.py",
    "search/**/*.py",
    "kb/**/*.py",
    "intranet/**/*.py",
    "extranet/**/*.py",
    "themes/*/templates/**/*",
)


class Keeper:
    """Finds and keeps answers by address. While the place that processes share is away it has none and keeps none."""

    def __init__(self, backend: Backend, release: str) -> None:
        self.backend, self.release = backend, release
        self.answers: dict[str, Answer] = {}
        self.size = 0
        self.was_away = False

    def find(self, address: str) -> Answer | None:
        """A good answer, or None."""
        try:
            self._be_back()
            answer = self.answers.get(address)
            if answer is not None:
                if self._is_good(answer, self.backend.head()):
                    return answer
                self._forget(address)
            head, packed = self.backend.head_and_answer(self._name(address))
        except Away:
            self.was_away = True
            return None
        answer = Answer.unpack(packed) if packed else None
        if answer is None or not self._is_good(answer, head):
            return None
        self._remember(address, answer)
        return answer

    def generation(self) -> int:
        """To be asked before an answer is made; raises Away."""
        try:
            self._be_back()
            return self.backend.head()
        except Away:
            self.was_away = True
            raise

    def keep(self, address: str, answer: Answer) -> None:
        """Keeps an answer, unless it became stale while it was made."""
        try:
            if not self._is_good(answer, self.backend.head()):
                return
            self.backend.put(self._name(address), answer.pack(), int(answer.until - time.time()) + 1)
        except Away:
            self.was_away = True
            return
        self._remember(address, answer)

    def making(self, address: str) -> AbstractContextManager[bool]:
        """See Backend.making; raises Away."""
        return self.backend.making(self._name(address))

    def mark(self, keys: Iterable[str]) -> int:
        """Makes stale whatever shows these keys, for all processes; returns the generation. Raises Away."""
        return self.backend.mark(slots_of_only(keys))

    def _be_back(self) -> None:
        if self.was_away:
            self.backend.head()
            try:
                for catch_up in CATCHING_UP:
                    catch_up()
            except Exception as error:  # as long as it is not known what was missed nothing may be used
                logger.warning("The page cache cannot catch up", exc_info=True)
                raise Away from error
            self.was_away = False

    def _is_good(self, answer: Answer, head: int) -> bool:
        if answer.until <= time.time():
            return False
        if answer.checked != head:
            if not good(answer.slots, answer.generation, self.backend.marks()):
                return False
            answer.checked = head
        return True

    def _remember(self, address: str, answer: Answer) -> None:
        self._forget(address)
        self.size += answer.size
        self.answers[address] = answer
        while self.size > MEMORY:
            self._forget(next(iter(self.answers)))

    def _forget(self, address: str) -> None:
        answer = self.answers.pop(address, None)
        if answer is not None:
            self.size -= answer.size

    def _name(self, address: str) -> str:
        return hashlib.sha256(f"{self.release} {address}".encode()).hexdigest()


def slots_of_only(keys: Iterable[str]) -> list[int]:
    """The slots of these keys, without that of everything."""
    wanted = set(keys)
    return [slot for slot in slots_of(wanted) if slot or "everything" in wanted]


@functools.cache
def keeper() -> Keeper | None:
    """The keeper of this process, as the settings want it; None without a page cache."""
    if settings.PAGE_CACHE == "off":
        return None
    if settings.PAGE_CACHE == "redis":
        # Here, since its client takes a worker that does without some megabytes.
        from .backends.redis import Redis

        return Keeper(Redis(settings.REDIS_URL), release())
    return Keeper(Files(settings.PAGE_CACHE_FOLDER, LONGEST), release())


@functools.cache
def release() -> str:
    """What tells this release from another: its code, its templates and the names of its static files."""
    digest = hashlib.sha256()
    paths = [path for pattern in SOURCES for path in settings.BASE_DIR.glob(pattern)]
    for path in sorted([*paths, settings.STATIC_ROOT / "staticfiles.json"]):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

"""In Redis, for processes on several machines."""

import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from cms.sharing.marks import ALL, SLOTS

from .base import Away

PREFIX = "frontdoor:shared:"
HEAD, MARKS, ANSWER, LOCK = f"{PREFIX}head", f"{PREFIX}marks", f"{PREFIX}answer:", f"{PREFIX}making:"
# Nobody waits for an answer of it longer than this, nor asks again before the pause is over.
TIMEOUT = 0.5
PAUSE = 5.0
LONGEST_WAIT = 5.0
BETWEEN_LOOKS = 0.02

# Marks the slots given. Where head or marks are gone, all that was kept before is stale.
MARK = f"""
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local head = tonumber(redis.call('GET', '{HEAD}') or '0')
local generation = string.format('%.0f', math.max(head + 1, now))
for _, slot in ipairs(ARGV) do redis.call('HSET', '{MARKS}', slot, generation) end
if redis.call('HEXISTS', '{MARKS}', '{ALL}') == 0 then redis.call('HSET', '{MARKS}', '{ALL}', generation) end
redis.call('SET', '{HEAD}', generation)
return generation
"""
UNLOCK = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"


class Redis:
    """See cms.sharing.backends.base.Backend."""

    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        # A connection that was closed while nobody used it is opened anew; who waited for nothing does not wait again.
        retry = Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,))
        self.client: Any = redis.Redis.from_url(
            url, socket_timeout=timeout, socket_connect_timeout=timeout, retry=retry
        )
        self._mark = self.client.register_script(MARK)
        self._unlock = self.client.register_script(UNLOCK)
        self._known: tuple[int, list[int]] = (0, [])
        self._away_until = 0.0
        self._reading = threading.Lock()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        if time.monotonic() < self._away_until:
            raise Away
        try:
            yield
        except redis.RedisError as error:
            self._away_until = time.monotonic() + PAUSE
            raise Away from error

    def head(self) -> int:
        """One round trip, a second where something was marked since the last."""
        with self._asking():
            return self._caught_up(self.client.get(HEAD))

    def head_and_answer(self, name: str) -> tuple[int, bytes | None]:
        """The same."""
        with self._asking():
            head, packed = self.client.mget(HEAD, ANSWER + name)
            return self._caught_up(head), packed

    def _caught_up(self, head: bytes | None) -> int:
        if head is not None and int(head) == self._known[0]:
            return self._known[0]
        with self._reading:
            head, found = self.client.get(HEAD), self.client.hgetall(MARKS)
            # A head that went back comes from an older copy: what was marked since is not in it.
            if head is None or str(ALL).encode() not in found or int(head) < self._known[0]:
                head = self._mark(args=[ALL])
                found = self.client.hgetall(MARKS)
            marks = [0] * SLOTS
            for slot, generation in found.items():
                marks[int(slot)] = int(generation)
            assert head is not None
            self._known = (int(head), marks)
            return self._known[0]

    def marks(self) -> Sequence[int]:
        """As of the last head."""
        return self._known[1]

    def mark(self, slots: Iterable[int]) -> int:
        """In one script, which nothing else comes between."""
        with self._asking():
            return int(self._mark(args=list(slots)))

    def put(self, name: str, packed: bytes, seconds: int) -> None:
        """Redis itself lets it go."""
        with self._asking():
            self.client.set(ANSWER + name, packed, ex=max(1, seconds))

    @contextmanager
    def making(self, name: str) -> Iterator[bool]:
        """A key that goes by itself if its holder dies."""
        key, token = LOCK + name, secrets.token_hex(8)
        milliseconds = int(LONGEST_WAIT * 1000)
        with self._asking():
            first = bool(self.client.set(key, token, nx=True, px=milliseconds))
        if first:
            try:
                yield True
            finally:
                with suppress(redis.RedisError):
                    self._unlock(keys=[key], args=[token])
            return
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            time.sleep(BETWEEN_LOOKS)
            with self._asking():
                if not self.client.exists(key):
                    break
        yield False

    def tidy(self) -> None:
        """Nothing to do."""

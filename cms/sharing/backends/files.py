"""In a folder on this machine: marks in memory that its processes share, answers as files."""

import fcntl
import mmap
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from cms.sharing.marks import ALL, SLOTS

WIDTH = 8
LONGEST_WAIT = 5.0
BETWEEN_LOOKS = 0.01
LOCKS = 1024
# How often to look whether somebody put another file of marks in the place of ours.
SECONDS_BETWEEN_CHECKS = 1.0


class Files:
    """See cms.sharing.backends.base.Backend. The first number of the file of marks is the head, the slots follow."""

    def __init__(self, folder: Path, longest: int) -> None:
        self.folder, self.longest = folder, longest
        self._open()

    def _open(self) -> None:
        for name in ("answers", "locks"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        size = WIDTH * (1 + SLOTS)
        with (self.folder / "marks").open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            new = os.fstat(file.fileno()).st_size != size
            if new:
                os.ftruncate(file.fileno(), size)
            # Closed with the last answer that uses it, for readers may still look at it.
            self._numbers = memoryview(mmap.mmap(file.fileno(), size)).cast("Q")
            self._file = os.fstat(file.fileno()).st_ino
            if new:
                self._numbers[1 + ALL] = self._numbers[0] = now()
            # The mapping holds the file open, and would hold the lock.
            fcntl.flock(file, fcntl.LOCK_UN)
        self._marks = self._numbers[1:]
        self._looked = time.monotonic()

    def head(self) -> int:
        """One look into memory."""
        if time.monotonic() - self._looked > SECONDS_BETWEEN_CHECKS:
            self._looked = time.monotonic()
            if not self._is_ours():
                self._open()
        return self._numbers[0]

    def _is_ours(self) -> bool:
        try:
            return (self.folder / "marks").stat().st_ino == self._file
        except OSError:
            return False

    def head_and_answer(self, name: str) -> tuple[int, bytes | None]:
        """Memory and one file."""
        head = self.head()
        try:
            return head, self._path(name).read_bytes()
        except OSError:
            return head, None

    def marks(self) -> Sequence[int]:
        """The shared memory itself."""
        return self._marks

    def mark(self, slots: Iterable[int]) -> int:
        """One process at a time; the head last, so that who sees it sees the marks."""
        with (self.folder / "locks" / "marks").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self._is_ours():
                self._open()
            generation = max(self._numbers[0] + 1, now())
            for slot in slots:
                self._marks[slot] = generation
            self._numbers[0] = generation
            return generation

    def put(self, name: str, packed: bytes, seconds: int) -> None:
        """Whole or not at all; a full disk keeps nobody from reading. It goes by the answer's own end, see `tidy`."""
        path = self._path(name)
        part = path.with_name(f"{path.name}.{os.getpid()}-{time.monotonic_ns()}")
        try:
            path.parent.mkdir(exist_ok=True)
            part.write_bytes(packed)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink()

    @contextmanager
    def making(self, name: str) -> Iterator[bool]:
        """A lock on one of a number of files, which the system gives back if its holder dies."""
        with (self.folder / "locks" / str(int(name[:8], 16) % LOCKS)).open("wb") as lock:
            waited = not self._locks(lock.fileno())
            deadline = time.monotonic() + LONGEST_WAIT
            while waited and time.monotonic() < deadline:
                time.sleep(BETWEEN_LOOKS)
                if self._locks(lock.fileno()):
                    fcntl.flock(lock, fcntl.LOCK_UN)
                    break
            yield not waited

    def _locks(self, number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def tidy(self) -> None:
        """Removes files older than any answer may become."""
        oldest = time.time() - self.longest
        for path in (self.folder / "answers").glob("*/*"):
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _path(self, name: str) -> Path:
        return self.folder / "answers" / name[:2] / name


def now() -> int:
    """Microseconds since 1970."""
    return time.time_ns() // 1000

"""Keeps readers from waiting for an engine that does not answer."""

import threading
import time
from collections.abc import Callable


class Circuit:
    """Closed while all is well. So many failures in a row open it; then, every so many seconds, one call is let through
    as a trial, and the first that succeeds closes it again. Shared by the threads of a process."""

    def __init__(self, failures: int = 2, seconds: float = 3, clock: Callable[[], float] = time.monotonic) -> None:
        self.failures, self.seconds, self.clock = failures, seconds, clock
        self.lock = threading.Lock()
        self.failed = 0
        self.next_trial = 0.0

    def lets_through(self) -> bool:
        """Whether to call; when it is open, at most one caller at a time hears yes."""
        with self.lock:
            if self.failed < self.failures:
                return True
            if self.clock() < self.next_trial:
                return False
            self.next_trial = self.clock() + self.seconds
            return True

    def is_open(self) -> bool:
        """Whether the last calls failed."""
        return self.failed >= self.failures

    def succeeded(self) -> None:
        """Says so of a call."""
        with self.lock:
            self.failed = 0

    def failed_again(self) -> None:
        """Says so of a call."""
        with self.lock:
            self.failed += 1
            self.next_trial = self.clock() + self.seconds

"""Collects the notes of one file."""

from cms.importing.documents import Note, Severity


class Notebook:
    """The notes on one file, in the order in which they were made."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.notes: list[Note] = []

    def altered(self, line: int | None, reason: str, text: str = "") -> None:
        """Note that something was changed; `text` is what is in no block any more."""
        self._add(line, Severity.ALTERED, reason, text)

    def info(self, line: int | None, reason: str, text: str = "") -> None:
        """Note something that changed nothing."""
        self._add(line, Severity.INFO, reason, text)

    def refused(self, line: int | None, reason: str, text: str = "") -> None:
        """Note that something was left out for a fault of its own."""
        self._add(line, Severity.REFUSED, reason, text)

    def _add(self, line: int | None, severity: Severity, reason: str, text: str) -> None:
        note = Note(self.file, line, severity, reason, " ".join(text.split()))
        if note not in self.notes:
            self.notes.append(note)

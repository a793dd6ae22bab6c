"""What an import did, for people and for programs."""

import json
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from cms.importing.documents import Note, Severity

SHOWN_LINES = 12
NAMES = {
    "files": "files in the source",
    "documents": "documents",
    "created": "pages made",
    "changed": "pages changed",
    "unchanged": "pages unchanged",
    "folders": "pages made for folders",
    "translations": "pages joined to those that they translate",
    "redirects": "old addresses redirected",
    "images": "images stored",
    "downloads": "files to download stored",
}


class Output(Protocol):
    """What text can be written to."""

    def write(self, text: str, /) -> Any:
        """Takes text, with line ends of its own."""


@dataclass
class Report:
    """`counts` by the keys of NAMES, and every note."""

    source: str
    section: str
    dry_run: bool = False
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)

    def of(self, severity: Severity) -> list[Note]:
        """The notes of one severity."""
        return [note for note in self.notes if note.severity is severity]

    @property
    def exit_code(self) -> int:
        """0 when all was imported, 1 when something was refused."""
        return 1 if self.of(Severity.REFUSED) else 0

    def as_json(self) -> dict[str, Any]:
        """The report as `--report` writes it."""
        return {
            "source": self.source,
            "section": self.section,
            "dry_run": self.dry_run,
            "seconds": round(self.seconds, 2),
            "counts": {name: self.counts[name] for name in NAMES}
            | {severity.value: len(self.of(severity)) for severity in Severity},
            "notes": [asdict(note) | {"severity": note.severity.value} for note in self.notes],
        }

    def write_json(self, path: Path) -> None:
        """Writes the whole report; raises OSError."""
        path.write_text(json.dumps(self.as_json(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def print(self, out: Output, *, verbose: bool = False) -> None:
        """Prints what was refused and altered, then the counts; what is only worth knowing if `verbose`."""
        for severity in Severity:
            if severity is not Severity.INFO or verbose:
                self._print_notes(out, severity)
        done = "Would be done (dry run)" if self.dry_run else "Done"
        out.write(f"{done}: {self.source} to {self.section} in {self.seconds:.1f} s\n")
        for name, label in NAMES.items():
            out.write(f"  {self.counts[name]:6}  {label}\n")
        for severity, label in (
            (Severity.REFUSED, "refused"),
            (Severity.ALTERED, "alterations"),
            (Severity.INFO, "remarks" if verbose else "remarks (--verbosity 2 or --report shows them)"),
        ):
            out.write(f"  {len(self.of(severity)):6}  {label}\n")

    def _print_notes(self, out: Output, severity: Severity) -> None:
        lines: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for note in self.of(severity):
            lines[note.file, note.reason, note.text].append(note.line or 0)
        if lines:
            out.write(f"{severity.value.capitalize()}:\n")
        for (file, reason, text), numbers in lines.items():
            known = [str(number) for number in numbers if number]
            shown = ",".join(known[:SHOWN_LINES]) + (",…" if len(known) > SHOWN_LINES else "")
            words = f" [{text[:100]}{'…' if len(text) > 100 else ''}]" if text else ""
            out.write(f"  {_printable(file)}{':' + shown if shown else ''}: {_printable(reason + words)}\n")


def _printable(text: str) -> str:
    """Text that a terminal takes for text and for nothing else."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)

"""Holds what was seen against the truth."""

from collections.abc import Iterable
from dataclasses import dataclass

from .canaries import Aviary, Canary
from .crawler import Findings, Session
from .truth import SEES, sees


@dataclass(frozen=True)
class Wrong:
    """A canary that a session saw and must not see, or the other way round; `where` is where it was seen first."""

    session: Session
    label: str
    kind: str
    where: str = ""

    def __str__(self) -> str:
        reader, host = self.session
        return f"{reader} on the {host}: {self.label} ({self.kind}) {self.where}"


def leaks(aviary: Aviary, findings: Findings) -> list[Wrong]:
    """What came out to readers whom it is not for."""
    return [
        Wrong((reader, host), canary.label, canary.kind, f"at {where}")
        for (reader, host), seen in findings.seen.items()
        for word, where in seen.items()
        if not sees(reader, host, (canary := aviary.by_word[word]).kind)
    ]


def false_denials(canaries: Iterable[Canary], findings: Findings) -> list[Wrong]:
    """What did not come out to readers whom it is for, of those who crawled."""
    return [
        Wrong((reader, host), canary.label, canary.kind)
        for canary in canaries
        for host in canary.hosts
        for reader in SEES[canary.kind].get(host, frozenset())
        if (reader, host) in findings.seen and canary.word not in findings.seen[reader, host]
    ]


def told(wrongs: list[Wrong], limit: int = 20) -> str:
    """The first of them, for an assertion's message."""
    lines = [f"{len(wrongs)} wrong:", *map(str, wrongs[:limit])]
    return "\n".join(lines)

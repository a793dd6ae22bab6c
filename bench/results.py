"""RESULTS.md: one section for each benchmark, with what it takes to repeat it."""

import os
import platform
import subprocess
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "bench" / "RESULTS.md"
HEAD = "# Results\n\nWritten by `make bench`. Each section says when, on what machine and how to measure it again.\n"
PACKAGES = ("Django", "wagtail", "gunicorn", "psycopg")


def section(name: str, title: str, lines: list[str]) -> str:
    """A section of RESULTS.md: its heading, the circumstances, and the benchmark's own lines."""
    today = datetime.now().astimezone().date().isoformat()
    versions = ", ".join([f"Python {platform.python_version()}", *(f"{each} {version(each)}" for each in PACKAGES)])
    circumstances = f"{today}, commit {commit()}, {machine()}. {versions}. Again: `make bench ARGS={name}`"
    return "\n".join([f"## {title}", "", circumstances, "", *lines, ""])


def write(title: str, text: str) -> None:
    """Puts the section in the place of the one with the same title, or at the end."""
    old = FILE.read_text(encoding="utf-8") if FILE.exists() else HEAD
    head, *sections = old.split("\n## ")
    kept = {each.split("\n", 1)[0]: f"## {each.rstrip()}\n" for each in sections}
    kept[title] = text
    FILE.write_text("\n".join([head.rstrip() + "\n", *kept.values()]), encoding="utf-8")


def table(*rows: tuple[object, ...]) -> list[str]:
    """Rows as a Markdown table; the first row is its heading, numbers stand right."""
    head, first = rows[0], rows[1]
    marks = ["---:" if isinstance(cell, int | float) or str(cell)[:1].isdigit() else "---" for cell in first]
    return [f"| {' | '.join(str(cell) for cell in row)} |" for row in (head, tuple(marks), *rows[1:])]


def machine() -> str:
    """The machine's size."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{len(os.sched_getaffinity(0))} cores, {round(pages * size / 1024**3)} GB"


def commit() -> str:
    """The commit that is checked out, with a plus sign where files differ from it."""
    options = ["--always", "--dirty=+", "--exclude=*", "--abbrev=7"]
    return subprocess.run(
        ["git", "describe", *options], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def percentile(values: list[float], share: float) -> float:
    """The smallest value that the share (0 to 1) of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]

"""Short ways to read a piece of text, for tests."""

from collections.abc import Mapping
from pathlib import Path

from cms.importing.documents import Block, Body, ImportedDocument, Severity
from cms.importing.html import read_html
from cms.importing.mapping import Mapping as Names
from cms.importing.markdown import read_markdown
from cms.importing.notes import Notebook
from cms.importing.reader import Reading, read
from cms.importing.sources import open_source


def from_html(source: str, title: str = "") -> tuple[Body, Notebook]:
    """HTML as a body, and the notes on it."""
    notebook = Notebook("page.html")
    body, _head = read_html(source, notebook, title=title)
    return body, notebook


def from_markdown(source: str, title: str = "") -> tuple[Body, Notebook]:
    """Markdown as a body, and the notes on it."""
    notebook = Notebook("page.md")
    return read_markdown(source, notebook, title=title), notebook


def kinds(blocks: list[Block]) -> list[str]:
    """The names of some blocks."""
    return [block["type"] for block in blocks]


def reasons(notebook: Notebook, severity: Severity = Severity.ALTERED) -> list[str]:
    """What the notes of one severity say, with their lines."""
    return [f"{note.line}: {note.reason}" for note in notebook.notes if note.severity is severity]


def read_files(folder: Path, files: Mapping[str, str | bytes], names: Names | None = None) -> Reading:
    """Writes files into a folder and reads it."""
    write_files(folder, files)
    with open_source(folder) as source:
        return read(source, names or Names())


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes files by their paths."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())


def document(reading: Reading, path: str) -> ImportedDocument:
    """The document that was read from a path."""
    return next(found for found in reading.documents if found.path == path)


def notes(reading: Reading, severity: Severity) -> list[tuple[str, int | None, str]]:
    """File, line and reason of the notes of one severity."""
    return [(note.file, note.line, note.reason) for note in reading.notes if note.severity is severity]

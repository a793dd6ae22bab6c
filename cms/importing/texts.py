"""Bytes as text, and what kind of text a file's name says that it is."""

import re
from enum import StrEnum
from pathlib import PurePosixPath

from cms.importing.documents import DocumentError
from cms.importing.notes import Notebook

ENDINGS = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".csv": "questions", ".tsv": "questions",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".webp": "image", ".avif": "image",
    ".svg": "image", ".bmp": "image", ".tif": "image", ".tiff": "image", ".ico": "image", ".heic": "image",
}  # fmt: skip
TEMPLATE_ENDINGS = {".erb", ".liquid", ".njk", ".j2", ".tt"}
DATED = re.compile(r"^(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)[-_](?P<rest>.+)$")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Kind(StrEnum):
    """What a file is read as."""

    MARKDOWN = "markdown"
    HTML = "html"
    QUESTIONS = "questions"
    IMAGE = "image"
    OTHER = "other"


def kind_of(path: str) -> Kind:
    """What a file is read as: `a.html.md.erb` is Markdown, `a.html.erb` is HTML."""
    endings = [ending.lower() for ending in PurePosixPath(path).suffixes]
    while endings and endings[-1] in TEMPLATE_ENDINGS:
        endings.pop()
    return Kind(ENDINGS.get(endings[-1], "other")) if endings else Kind.OTHER


def is_template(path: str) -> bool:
    """Whether a file is run through a template engine before it is Markdown or HTML."""
    return PurePosixPath(path).suffix.lower() in TEMPLATE_ENDINGS


def stem(path: str) -> str:
    """A path without the endings that say what a file is read as: `a/b.html.md.erb` is `a/b`."""
    known = {*ENDINGS, *TEMPLATE_ENDINGS}
    while PurePosixPath(path).suffix.lower() in known and len(PurePosixPath(path).stem) > 0:
        path = path[: -len(PurePosixPath(path).suffix)]
    return path


def dated_name(path: str) -> tuple[str, str]:
    """The day that a file's name begins with (`2026-03-04-opening.md`), or nothing, and the rest of the name."""
    name = PurePosixPath(stem(path)).name
    found = DATED.match(name)
    return (found["day"], found["rest"]) if found else ("", name)


def decode(content: bytes, notebook: Notebook) -> str:
    """Text from UTF-8, with lines ended by line feeds; raises DocumentError with the place of a wrong byte."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"not UTF-8 text: wrong byte at offset {error.start}", line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = UNSEEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        notebook.altered(line, f"{len(UNSEEN.findall(text))} control characters removed")
        text = UNSEEN.sub("", text)
    return text

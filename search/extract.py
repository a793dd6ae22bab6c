"""Says what stands in a PDF or Word file. Run by itself, in a process that may be lost: `extract.py FILE KIND`.

Answers with JSON on standard output: `{"text": …}`, or `{"reason": …}` with one of the keys of search.models.Unread.
It knows nothing of the project, so that it needs little memory and has nothing to give away.
"""

import json
import resource
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.parsers import expat

MEMORY = 400 * 1024 * 1024
SECONDS = 30
PAGES = 1000
# Of the text so many characters are kept, and a Word file's may unpack to so many bytes.
LENGTH = 200_000
UNPACKED = 64 * 1024 * 1024
CHUNK = 64 * 1024
OLE = b"\xd0\xcf\x11\xe0"


class UnreadError(Exception):
    """The file's text cannot be had; the argument is the reason."""


def of_pdf(path: str) -> str:
    """The text of a PDF; raises UnreadError, and what else goes wrong."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    reader = PdfReader(path)
    if reader.is_encrypted:
        raise UnreadError("encrypted")
    if len(reader.pages) > PAGES:
        raise UnreadError("long")
    pieces: list[str] = []
    length = 0
    for page in reader.pages:
        try:
            piece = page.extract_text()
        except LimitReachedError:
            raise UnreadError("bomb") from None
        pieces.append(piece)
        length += len(piece)
        if length > LENGTH:
            break
    return "\n".join(pieces)


def of_word(path: str) -> str:
    """The text of a Word file; raises UnreadError, and what else goes wrong."""
    with Path(path).open("rb") as file:
        if file.read(len(OLE)) == OLE:
            raise UnreadError("encrypted")
    pieces: list[str] = []
    length = 0
    inside = False

    def begins(name: str, _: Any) -> None:
        nonlocal inside
        inside = name == "w:t"
        if name in {"w:tab", "w:br", "w:cr"}:
            pieces.append(" ")

    def ends(name: str) -> None:
        nonlocal inside
        inside = False
        if name == "w:p":
            pieces.append("\n")

    def says(text: str) -> None:
        nonlocal length
        if inside and length < LENGTH:
            pieces.append(text)
            length += len(text)

    def refuses(*_: Any) -> None:
        raise UnreadError("bomb")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begins, ends, says
    # A Word file declares nothing; what does may be a bomb.
    parser.StartDoctypeDeclHandler = refuses
    unpacked = 0
    with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as document:
        while length < LENGTH and (chunk := document.read(CHUNK)):
            unpacked += len(chunk)
            if unpacked > UNPACKED:
                raise UnreadError("bomb")
            parser.Parse(chunk, False)
    return "".join(pieces)


KINDS = {"pdf": of_pdf, "docx": of_word}


def main(path: str, kind: str) -> dict[str, str]:
    """What to answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        # Half of a character is none to a database.
        text = KINDS[kind](path).encode("utf-8", "ignore").decode().replace("\x00", " ")
    except UnreadError as error:
        return {"reason": str(error)}
    except MemoryError:
        return {"reason": "bomb"}
    except Exception:  # whatever a broken file makes the reading code do
        return {"reason": "broken"}
    return {"text": " ".join(text.split())[:LENGTH]}


if __name__ == "__main__":
    json.dump(main(sys.argv[1], sys.argv[2]), sys.stdout)

"""File names that mean the same to every system."""

import re
import unicodedata
from pathlib import PurePosixPath

from wagtail.coreutils import string_to_ascii

LENGTH = 80


def extension_of(name: str) -> str:
    """The part after the last dot, in small letters."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")


def safe_name(name: str) -> str:
    """The name without folders, invisible characters and further extensions; letters, digits, `-` and `_` only."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = string_to_ascii("".join(letter for letter in path.stem if unicodedata.category(letter)[0] != "C"))
    stem = re.sub(r"[^A-Za-z0-9_]+", "-", stem).strip("-")[:LENGTH] or "file"
    extension = extension_of(name)
    return f"{stem}.{extension}" if extension else stem

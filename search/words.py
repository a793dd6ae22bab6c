"""How queries are split into words and compared."""

import re
import unicodedata

WORD = re.compile(r"\w+(?:['’]\w+)?")
MOST_WORDS = 24


def split(text: str) -> tuple[str, ...]:
    """The words of a query; of a very long one the first."""
    # A letter and its accent typed apart are one letter.
    whole = unicodedata.normalize("NFC", text.replace("\x00", " "))
    return tuple(WORD.findall(whole))[:MOST_WORDS]


def normal(text: str) -> str:
    """A query as it is compared with others: its words in small letters, one blank between them."""
    return " ".join(split(text.casefold().replace("’", "'")))

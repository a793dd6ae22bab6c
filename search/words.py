"""How queries are split into words and compared."""

import re

WORD = re.compile(r"\w+(?:['’]\w+)?")
MOST_WORDS = 24


def split(text: str) -> tuple[str, ...]:
    """The words of a query; of a very long one the first."""
    return tuple(WORD.findall(text.replace("\x00", " ")))[:MOST_WORDS]


def normal(text: str) -> str:
    """A query as it is compared with others: its words in small letters, one blank between them."""
    return " ".join(split(text.casefold().replace("’", "'")))

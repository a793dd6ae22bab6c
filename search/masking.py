"""Queries without what may say who somebody is."""

import re

from .words import normal

EMAIL = re.compile(r"\S+\s*@\s*\S+")
POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?[\s.-]*\d[a-z]{2}\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
# Words that stand for what was there; they are letters only, so that the text is normal again.
MASKS = ((EMAIL, " [email] "), (POSTCODE, " [postcode] "), (NUMBER, "#"))
LONGEST = 200


def masked(text: str) -> str:
    """A query as it may be kept: in normal form; e-mail addresses, postcodes and numbers as marks of their kind."""
    pieces = []
    # Every second piece is a mark.
    for place, piece in enumerate(re.split(r"(\[email\]|\[postcode\]|#+)", _marked(text))):
        pieces.append(piece if place % 2 else normal(piece))
    return " ".join(piece for piece in pieces if piece)[:LONGEST]


def _marked(text: str) -> str:
    for pattern, mark in MASKS:
        text = pattern.sub(mark, text)
    return text

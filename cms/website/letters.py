"""The order of the alphabet: which letter a title begins with, and which of two titles comes first."""

import string
import unicodedata

# Welsh counts eight pairs of signs as one letter each. The letters that only names and loanwords have stand where
# English has them.
WELSH = (
    "a", "b", "c", "ch", "d", "dd", "e", "f", "ff", "g", "ng", "h", "i", "j", "k", "l", "ll", "m", "n", "o", "p", "ph",
    "q", "r", "rh", "s", "t", "th", "u", "v", "w", "x", "y", "z",
)  # fmt: skip
# The place of each letter, from 1.
ENGLISH_PLACES = {letter: place for place, letter in enumerate(string.ascii_lowercase, 1)}
PLACES = {"cy": {letter: place for place, letter in enumerate(WELSH, 1)}}
# For whatever is no letter.
OTHER = "#"


def first_letter(title: str, language: str) -> str:
    """The letter under which a title stands, as a heading writes it (`Ll`), or `#`."""
    letter = next(iter(_letters(title, language)), "")
    return letter.capitalize() if letter in _places(language) else OTHER


def alphabetical(title: str, language: str) -> tuple[list[tuple[int, str]], str]:
    """What to sort titles by: digits and signs first, accents only between titles that are alike otherwise."""
    places = _places(language)
    return [(places.get(letter, 0), letter) for letter in _letters(title, language)], title


def _places(language: str) -> dict[str, int]:
    return PLACES.get(language.split("-")[0], ENGLISH_PLACES)


def _letters(title: str, language: str) -> list[str]:
    """The letters of a title in lower case without accents; marks before it count for nothing.

    Where two signs merely meet, as in `Bangor`, they are taken for one letter too: that is for a dictionary to know.
    """
    split = unicodedata.normalize("NFD", title.casefold())
    plain = "".join(sign for sign in split if not unicodedata.combining(sign)).lstrip("‘’“”'\"( ")
    places = _places(language)
    letters = []
    start = 0
    while start < len(plain):
        pair = plain[start : start + 2]
        letters.append(pair if pair in places else plain[start])
        start += len(letters[-1])
    return letters

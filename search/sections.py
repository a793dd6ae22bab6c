"""The section of a page that answers a query better than the page as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from .cards import Card

# A section as a row keeps it: the heading's anchor, empty where the page has it twice, its text, and where in the body
# what stands below it begins.
Kept = Sequence[tuple[str, str, int]]
# What a word counts in a heading, where it counts 1 in the text below it.
IN_HEADING = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its anchor and the text up to the next heading."""

    title: str
    anchor: str
    text: str


def candidates(cards: Sequence[Card], sayings: Sequence[Sequence[str]]) -> list[Card]:
    """Those of the cards that have sections, and titles that do not say already all that is asked for."""
    return [each for each in cards if each.sections and any(_beyond(each, words) for words in sayings)]


def answering(card: Card, body: str, sayings: Sequence[Sequence[str]]) -> Section | None:
    """The section of a result that answers best what its title leaves open of a query, in the first of several ways
    to say it; None where none stands out.

    A section stands out by its heading, or as the only one whose text holds what title and summary do not say. Words
    are compared by their beginnings, as excerpts mark them.
    """
    sections = _sections(card.sections, body)
    folded = [(each.title.casefold(), each.text.casefold()) for each in sections]
    summary = card.summary.casefold()
    for words in sayings:
        beyond = _beyond(card, words)
        if not beyond:
            return None
        named = [sum(_holds(title, word) for word in beyond) for title, _ in folded]
        said = [sum(_holds(text, word) for word in beyond) for _, text in folded]
        scores = [IN_HEADING * heading + text for heading, text in zip(named, said, strict=True)]
        best = max(range(len(scores)), key=scores.__getitem__)
        if not sections[best].anchor:
            continue
        unsaid = [word for word in beyond if not _holds(summary, word)]
        alone = scores.count(scores[best]) == 1 and all(_holds(folded[best][1], word) for word in unsaid)
        if named[best] or (unsaid and alone):
            return sections[best]
    return None


def _sections(kept: Kept, body: str) -> list[Section]:
    """The sections, and before them what stands above the first heading."""
    ends = [*(start for _, _, start in kept[1:]), len(body)]
    above = Section("", "", body[: kept[0][2]])
    return [
        above,
        *(Section(text, anchor, body[start:end]) for (anchor, text, start), end in zip(kept, ends, strict=True)),
    ]


def _beyond(card: Card, words: Sequence[str]) -> list[str]:
    """The beginnings of those of the words that the title does not hold."""
    title = card.title.casefold()
    begun = (word[: max(4, len(word) - 3)].casefold() for word in words if len(word) > 1)
    return [word for word in dict.fromkeys(begun) if not _holds(title, word)]


def _holds(text: str, beginning: str) -> bool:
    """Whether a word of the text begins so."""
    place = text.find(beginning)
    while place > 0 and text[place - 1].isalnum():
        place = text.find(beginning, place + 1)
    return place >= 0

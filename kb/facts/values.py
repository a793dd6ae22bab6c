"""Finds values of the kinds of fact in sentences, and tells whether a sentence speaks of a fact."""

import re
from collections.abc import Iterator
from typing import Any

from .enums import FactKind

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr"
)
VALUES: dict[str, re.Pattern[str]] = {
    FactKind.FEE: re.compile(r"£ ?\d[\d,]*(?:\.\d\d)?"),
    FactKind.PHONE: re.compile(r"(?<![\d£])(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?!\d)"),
    FactKind.EMAIL: re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    FactKind.HOURS: re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]m\b|\b\d\d:\d\d\b", re.IGNORECASE),
    FactKind.DEADLINE: re.compile(rf"\b\d{{1,2}} (?:{MONTHS})\b", re.IGNORECASE),
}
# What a sentence has to say beside the value; a telephone number and an e-mail address speak for themselves.
CUES: dict[str, re.Pattern[str]] = {
    FactKind.FEE: re.compile(
        r"\b(?:costs?|fees?|charge[sd]?|price[sd]?|pay|ffi|tâl|talu|talwch|costio)\b", re.IGNORECASE
    ),
    FactKind.HOURS: re.compile(r"\b(?:open|opens|opening|closes?|closed|closing|agor|cau)\b", re.IGNORECASE),
    FactKind.DEADLINE: re.compile(r"\b(?:by|before|until|deadline|due|erbyn|cyn|dyddiad cau)\b", re.IGNORECASE),
}
# Other amounts of money than fees.
NO_FEE = re.compile(r"\b(?:fine[sd]?|penalt\w+|saves?|worth|discount\w*|refund\w*|dirwy\w*|ddirwy\w*)\b", re.IGNORECASE)
KIND_WORDS = {
    "address", "agor", "and", "cau", "charge", "contact", "cost", "cyfeiriad", "deadline", "dyddiad", "email", "fee",
    "ffi", "ffôn", "for", "from", "hours", "mail", "number", "opening", "oriau", "our", "phone", "price", "rhif",
    "telephone", "the", "time", "times", "tâl", "your",
}  # fmt: skip
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def values_in(kind: str, text: str) -> set[str]:
    """The values of that kind in a text, each in one spelling."""
    pattern = VALUES.get(kind)
    return {_plain(kind, match.group()) for match in pattern.finditer(text)} if pattern else set()


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, one after the other."""
    return (sentence.strip() for sentence in SENTENCE.split(text) if sentence.strip())


def speaks_of(fact: Any, sentence: str, title: str) -> bool:
    """Whether a sentence on a page of that title is about the fact, as far as its words tell."""
    cue = CUES.get(fact.kind)
    if cue is not None and not cue.search(sentence):
        return False
    if fact.kind == FactKind.FEE and NO_FEE.search(sentence):
        return False
    around = f"{sentence} {title}".lower()
    return all(re.search(rf"\b{word}", around) for word in subject_of(fact.name))


def subject_of(name: str) -> list[str]:
    """The words of a fact's name that say what it is about, without the ending of the plural."""
    words = re.findall(r"[^\W\d_]{3,}", name.lower())
    return [word.removesuffix("s") for word in words if word not in KIND_WORDS]


def _plain(kind: str, value: str) -> str:
    if kind == FactKind.FEE:
        return value.replace(" ", "").replace(",", "").removesuffix(".00")
    if kind == FactKind.PHONE:
        return re.sub(r"\D", "", value.replace("+44", "0"))
    if kind == FactKind.HOURS:
        return _time(value.lower().replace(" ", "").replace(".", ":"))
    return value.lower()


def _time(value: str) -> str:
    """`9:30am` and `09:30` alike as 09:30."""
    hour, _, minute = value.removesuffix("am").removesuffix("pm").partition(":")
    late = 12 if value.endswith("pm") and hour != "12" else 0
    return f"{int(hour) + late:02}:{minute or '00'}"

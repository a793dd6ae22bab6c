"""How texts become words: inline rules only, nothing that a plain Elasticsearch lacks."""

from typing import Any

from search.backends.words import aside

APOSTROPHES = {"type": "mapping", "mappings": ["\u2019=>'", "\u2018=>'", "\u02bc=>'", "\u00a0=>\\u0020"]}

# A word's beginning changes with what stands before it: pen, ben, mhen, phen. All go to one form.
WELSH_BEGINNINGS = {
    "c": "^(?:ngh|ch|c|g|ng)(?=[aeiouwylnr])",
    "p": "^(?:mh|ph|p|b|f|m)(?=[aeiouwylnr])",
    "t": "^(?:nh|th|t|dd|d|n)(?=[aeiouwylnr])",
    "l": "^ll",
    "r": "^rh",
}
# 'r, 'n, 'i and their like hang on the word before.
WELSH_SHORTENED = {
    "type": "pattern_replace",
    "pattern": "(?i)'(?:r|n|i|u|w|m|th|ch)\\b",
    "replacement": " ",
}
WELSH_ENDINGS = "(?<=\\w{3})(?:iadau|iaeth|iau|ion|oedd|ydd|au|od|on|wyr)$"


def analysis(language: str) -> dict[str, Any]:
    """The analysis settings of an index of texts in a language.

    `stems` is for texts, `asked` for what is searched in them, without the words that say nothing; `plain` is for
    words as they stand.
    """
    whole: dict[str, Any] = {"type": "custom", "char_filter": ["apostrophes"], "tokenizer": "standard"}
    first, stemming = ["possessive", "lowercase", "asciifolding"], []
    made: dict[str, Any] = {
        "char_filter": {"apostrophes": APOSTROPHES},
        "filter": {
            "possessive": {"type": "stemmer", "language": "possessive_english"},
            "aside": {"type": "stop", "stopwords": sorted(aside(language)) or "_none_"},
        },
    }
    plain = {**whole, "filter": first}
    if language.startswith("en"):
        made["filter"]["stemmer"] = {"type": "stemmer", "language": "english"}
        stemming = ["stemmer"]
    elif language == "cy":
        made["char_filter"]["shortened"] = WELSH_SHORTENED
        whole["char_filter"] = ["apostrophes", "shortened"]
        made["filter"]["ends"] = {"type": "pattern_replace", "pattern": WELSH_ENDINGS, "replacement": ""}
        stemming = ["ends"]
        for to, pattern in WELSH_BEGINNINGS.items():
            made["filter"][f"begins_{to}"] = {"type": "pattern_replace", "pattern": pattern, "replacement": to}
            stemming.append(f"begins_{to}")
    made["analyzer"] = {
        "plain": plain,
        "stems": {**whole, "filter": [*first, *stemming]},
        "asked": {**whole, "filter": [*first, "aside", *stemming]},
    }
    return made

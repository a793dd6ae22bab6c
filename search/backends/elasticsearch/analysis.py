"""How texts become words: inline rules only, nothing that a plain Elasticsearch lacks."""

from typing import Any

APOSTROPHES = {"type": "mapping", "mappings": ["\u2019=>'", "\u2018=>'", "\u02bc=>'", "\u00a0=>\\u0020"]}

# Welsh: words that carry no meaning of their own.
WELSH_STOP_WORDS = """
    a ac ag am ar arno at bod bydd byddai chi chwi cyn dan dros dy e ef ei eich ein er eu ers eto fe fel fi fo fu fy
    fyddai gan gyda hi hon hwn hwnnw hwy hyn hynny i iddi iddo iddyn mae maen mai mewn mi mo na nac nad neu ni nid nhw
    o oedd oes oherwydd ohono ond os pan roedd rydych rydym sy sydd syn ti tra trwy tua un w wedi wrth y ym yma yn yna
    yng yr yw ydy ydyw
"""
# A word's beginning changes with what stands before it: pen, ben, mhen, phen. All go to one form.
WELSH_BEGINNINGS = {
    "c": "^(?:ngh|ch|c|g|ng)(?=[aeiouwylnr])",
    "p": "^(?:mh|ph|p|b|f|m)(?=[aeiouwylnr])",
    "t": "^(?:nh|th|t|dd|d|n)(?=[aeiouwylnr])",
    "l": "^ll",
    "r": "^rh",
}
WELSH_ENDINGS = "(?<=\\w{3})(?:iadau|iaeth|iau|ion|oedd|ydd|au|od|on|wyr)$"


def analysis(language: str) -> dict[str, Any]:
    """The analysis settings of an index of texts in a language: `stems` for matching, `plain` for what was typed."""
    plain = {
        "type": "custom",
        "char_filter": ["apostrophes"],
        "tokenizer": "standard",
        "filter": ["possessive", "lowercase", "asciifolding"],
    }
    made: dict[str, Any] = {
        "char_filter": {"apostrophes": APOSTROPHES},
        "filter": {"possessive": {"type": "stemmer", "language": "possessive_english"}},
        "analyzer": {"plain": plain, "stems": plain},
    }
    if language.startswith("en"):
        made["filter"]["stemmer"] = {"type": "stemmer", "language": "english"}
        made["analyzer"]["stems"] = {**plain, "filter": [*plain["filter"], "stop", "stemmer"]}
    elif language == "cy":
        made["char_filter"]["shortened"] = {
            "type": "pattern_replace",
            "pattern": "(?i)'(?:r|n|i|u|w|m|th|ch)\\b",
            "replacement": " ",
        }
        made["filter"]["stop"] = {"type": "stop", "stopwords": WELSH_STOP_WORDS.split()}
        beginnings = {
            f"begins_{to}": {"type": "pattern_replace", "pattern": pattern, "replacement": to}
            for to, pattern in WELSH_BEGINNINGS.items()
        }
        endings = {"ends": {"type": "pattern_replace", "pattern": WELSH_ENDINGS, "replacement": ""}}
        made["filter"] |= beginnings | endings
        made["analyzer"]["stems"] = {
            "type": "custom",
            "char_filter": ["apostrophes", "shortened"],
            "tokenizer": "standard",
            "filter": ["lowercase", "stop", "asciifolding", "ends", *beginnings],
        }
    return made

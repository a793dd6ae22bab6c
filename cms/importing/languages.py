"""Which language a document is in, and which way it runs."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_supported_language_variant

from cms.core.languages import direction as written

# Languages spoken here that Django has no translations for.
MORE = {"so", "pa", "gu", "ta", "bn", "yo", "ti", "am", "ps", "ku", "tl", "kw", "gv", "sco", "bsl", "zh", "yi", "sd"}
COUNTRIES = {"gb", "ie", "uk"}
TAG = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")
SUFFIXES = (
    re.compile(r"^(?P<stem>.+)[-_.](?P<tag>[A-Za-z]{2,3}[-_][A-Za-z]{2,4})$"),
    re.compile(r"^(?P<stem>.+)[-_.](?P<tag>[A-Za-z]{2,3})$"),
)


def tag(text: str) -> str:
    """A language tag in its usual form (`en-gb`), or nothing where the text is none."""
    plain = text.strip().lower().replace("_", "-")
    return plain if TAG.match(plain) else ""


def is_known(language: str) -> bool:
    """Whether a tag names a language that is likely to be met, with a country only where that is usual."""
    plain, _, country = language.partition("-")
    if country and country not in COUNTRIES:
        return language in LANG_INFO
    return plain in LANG_INFO or plain in MORE


def direction(language: str, given: str = "") -> str:
    """`rtl` or `ltr`, as given or else as the language is written."""
    if given.strip().lower() in ("rtl", "ltr"):
        return given.strip().lower()
    return written(language)


def locale_for(language: str) -> str:
    """The code in settings.LANGUAGES that stands for a language, or nothing."""
    if not language:
        return ""
    try:
        return get_supported_language_variant(language)
    except LookupError:
        return ""


def suffixes(stems: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each file name that ends in a language: what stands before it, and the tag.

    `faq-en-gb` and `about.cy` say so themselves and `-cy` is one of this site's languages; others, such as `-is` or
    `-it`, are taken for languages only where the same name exists without the ending or with another.
    """
    found: dict[str, tuple[str, str]] = {}
    names = set(stems)
    bases: dict[str, set[str]] = {}
    for name in names:
        for pattern in SUFFIXES:
            parts = pattern.match(name)
            if parts and is_known(tag(parts["tag"])):
                found[name] = (parts["stem"], tag(parts["tag"]))
                bases.setdefault(parts["stem"], set()).add(name)
                break
    own = {code.split("-")[0] for code, _name in settings.LANGUAGES}
    return {
        name: (stem, language)
        for name, (stem, language) in found.items()
        if "-" in language or name[len(stem)] == "." or language in own or stem in names or len(bases[stem]) > 1
    }


def folders(stems: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each path that lies in a folder for one of the site's languages: the path without it, and the tag.

    `cy/` is such a folder where `en/` stands beside it, or where what lies in it also lies outside of it.
    """
    names = [(name, name.split("/")) for name in stems]
    known = {name for name, _ in names}
    beside: dict[tuple[str, ...], set[str]] = {}
    for _, parts in names:
        for at, folder in enumerate(parts[:-1]):
            if locale_for(tag(folder)):
                beside.setdefault(tuple(parts[:at]), set()).add(locale_for(tag(folder)))
    outside: set[tuple[str, ...]] = set()
    for _, parts in names:
        for at, folder in enumerate(parts[:-1]):
            if locale_for(tag(folder)) and "/".join(parts[:at] + parts[at + 1 :]) in known:
                outside.add(tuple(parts[: at + 1]))
    found = {}
    for name, parts in names:
        for at, folder in enumerate(parts[:-1]):
            alone = len(beside.get(tuple(parts[:at]), ())) < 2 and tuple(parts[: at + 1]) not in outside
            if locale_for(tag(folder)) and not alone:
                found[name] = "/".join(parts[:at] + parts[at + 1 :]), tag(folder)
                break
    return found


def spoken(stems: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each path that names its language, at its end or by a folder: the path without that, and the tag."""
    names = list(stems)
    by_name = suffixes(names)
    found = dict(by_name)
    for name, (without, language) in folders(names).items():
        end = by_name[name][0] if name in by_name else name
        found[name] = without[: len(without) - (len(name) - len(end))] if end != name else without, language
    return found

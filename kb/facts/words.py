"""The words of a fact."""

from typing import Any

from django.utils.html import format_html

from .enums import FactKind

SCHEMES = {FactKind.PHONE: "tel:", FactKind.EMAIL: "mailto:"}


def full(fact: Any) -> str:
    """Its whole sentence, or the bare value where it has none."""
    return str(fact.full or fact.short)


def linked(fact: Any, words: str) -> str:
    """The words as HTML; a telephone number or an e-mail address can be followed."""
    target = fact.short.strip()
    scheme = SCHEMES.get(fact.kind, "")
    if not scheme or target not in words:
        return format_html("{}", words)
    address = scheme + (target.replace(" ", "") if scheme == "tel:" else target)
    before, _, after = words.partition(target)
    return format_html('{}<a href="{}">{}</a>{}', before, address, target, after)

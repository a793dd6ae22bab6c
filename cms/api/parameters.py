"""What a request may ask for, checked."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from .problems import wrong

SALT = "cms.api.cursor"
LONGEST_CURSOR = 4000
MOST = 100


def locale_of(code: str) -> str:
    """The language asked for, or the main one; raises Problem for one that there is not."""
    if not code:
        return str(settings.LANGUAGE_CODE)
    if code not in dict(settings.LANGUAGES):
        raise wrong("locale", _("There is no such language here."))
    return code


def fields_of(text: str, known: Iterable[str]) -> list[str] | None:
    """The fields asked for, None for all; raises Problem for one that there is not."""
    if not text:
        return None
    asked = [name.strip() for name in text.split(",")]
    every = tuple(known)
    if any(name not in every for name in asked):
        raise wrong("fields", _("Choose from: %(fields)s.") % {"fields": ", ".join(every)})
    return asked


def limit_of(number: int) -> int:
    """How many entries to answer with; raises Problem outside 1 to 100."""
    if not 1 <= number <= MOST:
        raise wrong("limit", _("Give a whole number from 1 to %(most)d.") % {"most": MOST})
    return number


def cursor_for(listed: str, position: list[Any]) -> str:
    """The cursor behind an entry of a list."""
    return signing.dumps([listed, position], salt=SALT, compress=True)


def position_of(listed: str, cursor: str) -> list[Any] | None:
    """Where a cursor of this list stands, None for its beginning; raises Problem for one that is not ours or another
    list's."""
    if not cursor:
        return None
    try:
        named, position = signing.loads(cursor, salt=SALT) if len(cursor) <= LONGEST_CURSOR else ("", None)
    except (signing.BadSignature, ValueError):
        named, position = "", None
    if named != listed or not isinstance(position, list):
        raise wrong("cursor", _("This is no cursor of this list. Begin without one."))
    return position

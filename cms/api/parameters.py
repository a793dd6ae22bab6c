"""What a request may ask for, checked."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from .problems import wrong

SALT = "cms.api.cursor"
LONGEST_CURSOR = 4000
MOST = 100
# Pages of lists in these lengths may be shared.
SHARED_LIMITS = {10, 20, 50, 100}


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
    """The cursor behind an entry of a list, the same each time, as the answer's entity tag has to be."""
    return signing.Signer(salt=SALT).sign_object([listed, position])


class Part(NamedTuple):
    """Which part of a list is asked for: at most so many entries, after a path in the tree, with these fields."""

    listed: str
    fields: list[str] | None
    most: int
    after: str


def part_of(listed: str, fields: str, limit: int, cursor: str, known: Iterable[str]) -> Part:
    """Checked; `listed` tells the list from others. Raises Problem."""
    asked, most, after = fields_of(fields, known), limit_of(limit), position_of(listed, cursor)
    return Part(listed, asked, most, str(after[0]) if after else "")


def position_of(listed: str, cursor: str) -> list[Any] | None:
    """Where a cursor of this list stands, None for its beginning; raises Problem for one that is not ours or another
    list's."""
    if not cursor:
        return None
    try:
        known = signing.Signer(salt=SALT)
        named, position = known.unsign_object(cursor) if len(cursor) <= LONGEST_CURSOR else ("", None)
    except (signing.BadSignature, ValueError):
        named, position = "", None
    if named != listed or not isinstance(position, list):
        raise wrong("cursor", _("This is no cursor of this list. Begin without one."))
    return position

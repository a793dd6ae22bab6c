"""Values of front matter as what they mean. Each function raises ValueError with a reason that can be shown."""

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import parser
from dateutil.relativedelta import relativedelta
from django.conf import settings

SPAN = re.compile(r"^\s*(\d{1,4})\s*(day|week|month|year)s?\s*$", re.IGNORECASE)
EMAIL = re.compile(r"[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+")
YES = {"true", "yes", "on", "1", "published", "live", "public", "current", "open"}
NO = {"false", "no", "off", "0", "draft", "unpublished", "private", "hidden", "archived", "pending", "expired"}
# Keys under which lists of structured values keep the value itself.
INNER_KEYS = ("value", "uri", "url", "name", "title", "label", "slug", "path", "email", "text")


def as_text(value: Any) -> str:
    """One line of text; lists are joined with commas, structured values give their inner value."""
    return ", ".join(as_list(value))


def as_list(value: Any) -> list[str]:
    """Every text in a value, blank ones left out."""
    if value is None:
        return []
    if isinstance(value, dict):
        inner = next((value[key] for key in INNER_KEYS if value.get(key)), None)
        return as_list(inner)
    if isinstance(value, list | tuple):
        return [text for item in value for text in as_list(item)]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    text = " ".join(str(value).split())
    return [text] if text else []


def as_words(value: Any) -> list[str]:
    """A list given as one, or as text with commas."""
    return [word.strip() for text in as_list(value) for word in text.split(",") if word.strip()]


def as_whole_number(value: Any) -> int:
    """An order: whole, 0 or more."""
    try:
        number = int(float(str(value)))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{value}' is not a number") from error
    if not 0 <= number < 2**31:
        raise ValueError(f"'{value}' is not a number from 0 up")
    return number


def as_yes_or_no(value: Any) -> bool:
    """Whether something is published."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(f"'{value}' says neither yes nor no")


def as_moment(value: Any) -> datetime:
    """A moment from a date, a text or seconds since 1970. Without a time it is midnight, without a zone the site's."""
    if isinstance(value, bool) or value is None:
        raise ValueError(f"'{value}' is not a date")
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time.min)
    elif isinstance(value, int | float) or re.fullmatch(r"\s*\d{9,11}\s*", str(value)):
        moment = _from_seconds(float(value))
    else:
        moment = _from_text(" ".join(as_list(value)))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    if not 1900 <= moment.year <= 2200:
        raise ValueError(f"'{value}' lies outside 1900 to 2200")
    return moment


def as_date(value: Any) -> date:
    """A day, where the site is."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return as_moment(value).astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def after(start: date, span: Any) -> date:
    """The day that lies a span such as `6 months` after another."""
    found = SPAN.match(str(span))
    if not found:
        raise ValueError(f"'{span}' is not a span such as '6 months'")
    unit = found[2].lower() + "s"
    try:
        return start + relativedelta(**{unit: int(found[1])})  # type: ignore[arg-type]
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{span}' reaches too far") from error


def emails(texts: Iterable[str]) -> list[str]:
    """The e-mail addresses in some texts."""
    return [found for text in texts for found in EMAIL.findall(text)]


def _from_seconds(seconds: float) -> datetime:
    if math.isnan(seconds) or abs(seconds) >= 10**11:
        raise ValueError(f"'{seconds:g}' is not a date")
    # Years such as 2024 are numbers to YAML.
    if 1900 <= seconds <= 2200:
        return datetime(int(seconds), 1, 1)  # noqa: DTZ001  # the caller gives it the site's zone
    return datetime.fromtimestamp(seconds, UTC)


def _from_text(text: str) -> datetime:
    try:
        if re.match(r"^\d{4}-\d{2}-\d{2}", text):
            return parser.isoparse(text.replace(" ", "T", 1))
        # "03/04/2026" is the third of April to a council.
        return parser.parse(text, dayfirst=True, default=datetime(1, 1, 1))  # noqa: DTZ001  # as above
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{text}' is not a date") from error

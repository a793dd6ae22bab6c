"""What readers come to do: the kinds of tasks, by the words that their names begin with."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskKind(TextChoices):
    """What a task is about."""

    APPLY = "apply", _("Apply")
    BOOK = "book", _("Book")
    PAY = "pay", _("Pay")
    REPORT = "report", _("Report")
    OTHER = "other", _("Other")


# In English and Welsh.
BEGINNINGS = {
    TaskKind.APPLY: (
        *("apply", "claim", "register", "renew", "request", "order"),
        *("gwneud cais", "gwnewch gais", "ymgeisi", "hawli", "cofrestr", "adnewydd", "gofyn"),
    ),
    TaskKind.BOOK: ("book", "reserve", "arrange", "archeb", "trefnu", "trefnwch"),
    TaskKind.PAY: ("pay", "talu", "talwch"),
    TaskKind.REPORT: ("report", "complain", "rhoi gwybod", "rhowch wybod", "cwyn"),
}


def kind_of(name: str) -> TaskKind:
    """The kind of the task with this name."""
    name = name.strip().casefold()
    return next((kind for kind, words in BEGINNINGS.items() if name.startswith(words)), TaskKind.OTHER)


def tasks_in(stream: Any) -> list[dict[str, Any]]:
    """The tasks of a stream that is not cut for anybody: `label`, and `page`, its key or None, or `address`."""
    return [
        {"label": value["label"], "page": value["page"].pk if value["page"] else None, "address": value["address"]}
        for value in (child.value for child in stream)
    ]

"""By what a reader narrows the results page: check boxes with numbers, and how long ago something was published."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .backends import Filters
from .labels import names_of
from .query import BadQuery, Found, check_values, labels_for

# In the order of the page; apps above add theirs with their labels.
LEGENDS: dict[str, str | Promise] = {
    "kind": gettext_lazy("Kind"),
    "service": gettext_lazy("Service"),
    "topic": gettext_lazy("Topic"),
    "audience": gettext_lazy("Who it is for"),
}
PUBLISHED = "published"
PERIODS: dict[str, tuple[int, str | Promise]] = {
    "week": (7, gettext_lazy("In the last week")),
    "month": (31, gettext_lazy("In the last month")),
    "year": (365, gettext_lazy("In the last year")),
}
MOST_VALUES = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow by; `count` is how many results carry it, None where that is not counted."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Values of one kind; `single` where only one of them can hold."""

    name: str
    legend: str
    choices: tuple[Choice, ...]
    single: bool = False

    @property
    def chosen(self) -> int:
        """How many values the reader chose."""
        return sum(choice.chosen for choice in self.choices if choice.value)


@dataclass(frozen=True, slots=True)
class Without:
    """Something that the reader narrowed by, and the query string of the page without it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What one request narrows by."""

    asked: Mapping[str, tuple[str, ...]]
    period: str
    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.asked or self.period)

    @property
    def filters(self) -> Filters:
        """For a query."""
        days = PERIODS[self.period][0] if self.period else 0
        # From a whole day on, so that a search repeated means the same.
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return Filters(self.asked, midnight - datetime.timedelta(days=days) if days else None)

    def facets(self, found: Found) -> list[Facet]:
        """What can be chosen: the values of what was found, and of each kind narrowed by also those beside the chosen.

        A question more for each kind that the reader narrowed by, which no number of results changes.
        """
        facets = []
        for name in self.names:
            chosen = self.asked.get(name, ())
            counted = found.results().facets.get(name, ())
            if chosen:
                others = {other: values for other, values in self.asked.items() if other != name}
                counted = found.counted(name, replace(found.asked.filters, labels=others))
            numbers = dict(counted) | {value: 0 for value in chosen if value not in dict(counted)}
            choices = choices_of(name, numbers, chosen) if numbers else ()
            if chosen or len(choices) > 1:
                facets.append(Facet(name, str(LEGENDS[name]), choices))
        periods = [Choice("", _("At any time"), None, not self.period)]
        periods += [Choice(value, str(label), None, value == self.period) for value, (_days, label) in PERIODS.items()]
        if self or found.count() > 1:
            facets.append(Facet(PUBLISHED, _("Last published"), tuple(periods), single=True))
        return facets

    def withouts(self, request: HttpRequest, facets: Iterable[Facet]) -> list[Without]:
        """Each thing narrowed by, with the address of the results without it."""
        removed = []
        for facet in facets:
            for choice in facet.choices:
                if choice.chosen and choice.value:
                    query = request.GET.copy()
                    gone = set(choice.value.split(","))
                    query.setlist(facet.name, [value for value in values_in(query, facet.name) if value not in gone])
                    query.pop("page", None)
                    removed.append(Without(choice.label, query.urlencode()))
        return removed


def choices_of(name: str, numbers: Mapping[str, int], chosen: Collection[str]) -> tuple[Choice, ...]:
    """The values of a label with their numbers. Page types of one name are one choice: no page is of two types."""
    labels = names_of(name, numbers)
    alike: dict[str, list[str]] = {}
    for value in numbers:
        alike.setdefault(labels[value] if name == "kind" else value, []).append(value)
    choices = [
        Choice(
            ",".join(values),
            labels[values[0]],
            sum(numbers[value] for value in values),
            any(value in chosen for value in values),
        )
        for values in alike.values()
    ]
    return tuple(sorted(choices, key=lambda choice: -(choice.count or 0)))


def values_in(query: QueryDict, name: str) -> tuple[str, ...]:
    """The values of a filter: it may be given several times, and hold several by commas."""
    given = (value.strip() for text in query.getlist(name) for value in text.split(","))
    return tuple(dict.fromkeys(value for value in given if value))


def narrowing_of(request: HttpRequest) -> Narrowing:
    """What the request narrows by: `kind`, `service`, `topic` and for staff `audience`, each with values by commas
    or several times, and `published`; raises BadQuery."""
    names = tuple(name for name in LEGENDS if name in labels_for(request))
    asked = {}
    for name in LEGENDS:
        values = values_in(request.GET, name)
        if values and name not in names:
            raise BadQuery(_("Results cannot be filtered by “%(name)s” here.") % {"name": name})
        if len(values) > MOST_VALUES:
            raise BadQuery(
                _("Choose at most %(most)d filters of one kind (“%(name)s”).") % {"most": MOST_VALUES, "name": name}
            )
        check_values(name, values)
        if values:
            asked[name] = values
    period = request.GET.get(PUBLISHED, "")
    if period and period not in PERIODS:
        raise BadQuery(_("Results cannot be filtered by that time (“%(name)s”).") % {"name": PUBLISHED})
    return Narrowing(asked, period, names)

"""What items are filtered and counted by."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from cms.access.audiences import Audiences
from cms.core.models import BasePage
from cms.taxonomy.models import Service, Topic

# By label the values that one page carries.
Labels = dict[str, list[str]]
Effective = Mapping[int, Audiences]
Finder = Callable[[Sequence[BasePage], Effective], Mapping[int, Iterable[str]]]


def kinds(pages: Sequence[BasePage], effective: Effective) -> dict[int, list[str]]:
    """The name of each page's type."""
    return {page.pk: [type(page).__name__] for page in pages}


def services(pages: Sequence[BasePage], effective: Effective) -> dict[int, list[str]]:
    """The short name of each page's service."""
    slugs = dict(Service.objects.filter(pk__in={page.service_id for page in pages}).values_list("pk", "slug"))
    return {page.pk: [slugs[page.service_id]] for page in pages if page.service_id in slugs}


def topics(pages: Sequence[BasePage], effective: Effective) -> dict[int, list[str]]:
    """The short names of each page's topics."""
    by_type: dict[type[BasePage], list[int]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page.pk)
    slugs = dict(Topic.objects.values_list("pk", "slug")) if pages else {}
    found: dict[int, list[str]] = defaultdict(list)
    for page_type, keys in by_type.items():
        field = page_type._meta.get_field("topics")
        page_name, topic_name = field.m2m_column_name(), field.m2m_reverse_name()  # type: ignore[union-attr]
        rows = field.remote_field.through.objects.filter(**{f"{page_name}__in": keys})  # type: ignore[union-attr]
        for key, topic in rows.values_list(page_name, topic_name):
            found[key].append(slugs[topic])
    return {key: sorted(values) for key, values in found.items()}


def audiences(pages: Sequence[BasePage], effective: Effective) -> dict[int, list[str]]:
    """Whom each page is for, in the keys of cms.access.audiences; for staff to ask, who may know."""
    return {page.pk: sorted(effective.get(page.pk, ())) for page in pages}


# Apps above add theirs. No label says anything of a part that not all readers of the page may see.
LABELS: dict[str, Finder] = {"kind": kinds, "service": services, "topic": topics, "audience": audiences}


def labels_of(pages: Sequence[BasePage], effective: Effective) -> dict[int, Labels]:
    """The labels of each page by its key; the number of queries does not depend on the number of pages."""
    found: dict[int, Labels] = {page.pk: {} for page in pages}
    for name, finder in LABELS.items():
        for key, values in finder(pages, effective).items():
            found[key][name] = list(values)
    return found

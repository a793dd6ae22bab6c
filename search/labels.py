"""What items are filtered and counted by."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from wagtail.models import Page, get_page_models

from cms.access.audiences import Audiences
from cms.access.models import Audience
from cms.core.keeping import kept
from cms.core.models import BasePage
from cms.media.models import MediaDocument
from cms.taxonomy.models import Service, Topic

# By label the values that one page carries.
Labels = dict[str, list[str]]
Effective = Mapping[int, Audiences]
Finder = Callable[[Sequence[BasePage], Effective], Mapping[int, Iterable[str]]]


def kinds(pages: Sequence[BasePage], effective: Effective) -> dict[int, list[str]]:
    """Each page's type, as the reader API names it: `kb.ArticlePage`."""
    return {page.pk: [page._meta.label] for page in pages}


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


# The value of the label `kind` that documents have.
FILE_KIND = MediaDocument._meta.label

# Apps above add theirs. No label says anything of a part that not all readers of the page may see.
LABELS: dict[str, Finder] = {"kind": kinds, "service": services, "topic": topics, "audience": audiences}

# Whom a page is for is told to those who look after that.
FOR_STAFF = frozenset({"audience"})


def labels_of(pages: Sequence[BasePage], effective: Effective) -> dict[int, Labels]:
    """The labels of each page by its key; the number of queries does not depend on the number of pages."""
    found: dict[int, Labels] = {page.pk: {} for page in pages}
    for name, finder in LABELS.items():
        for key, values in finder(pages, effective).items():
            found[key][name] = list(values)
    return found


def kinds_there_are() -> set[str]:
    """All values of the label `kind`."""
    return {model._meta.label for model in get_page_models()} | {FILE_KIND}


def names_of(label: str, values: Iterable[str]) -> dict[str, str]:
    """What values of a label are called in the language that is being spoken; those that have gone, as they are."""
    wanted = list(values)
    known = _audiences(wanted) if label == "audience" else _names(label)
    return {value: known.get(value, value) for value in wanted}


def _audiences(wanted: list[str]) -> Mapping[str, str]:
    """The names of some; of organisations there may be many."""
    return {each.key: each.label for each in Audience.objects.filter(key__in=wanted)}


@kept
def _names(label: str) -> Mapping[str, str]:
    """The names of all kinds, services or topics."""
    if label == "kind":
        return {model._meta.label: kind_label(model) for model in (*get_page_models(), MediaDocument)}
    if label in {"service", "topic"}:
        terms: type[Service | Topic] = Service if label == "service" else Topic
        return {term.slug: term.label for term in terms.objects.all()}
    return {}


def kind_label(page_type: type[Page] | type[MediaDocument] | None) -> str:
    """What an item of this type is called among results."""
    return str(getattr(page_type, "kind_label", Page._meta.verbose_name))

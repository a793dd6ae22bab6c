"""Facts contradicted elsewhere: pages of a fact's service on which somebody typed another value by hand."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from wagtail.models import Page, ReferenceIndex

from cms.core.models import BasePage
from search.models import SearchDocument

from .models import Fact
from .selectors import facts_for, may_edit_pages
from .values import sentences, speaks_of, values_in


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A sentence of a live page that gives another value than the fact."""

    fact: Fact
    page_id: int
    title: str
    sentence: str


def contradictions(user: Any) -> list[Contradiction]:
    """Those on pages that the editor may edit, by fact and page; as many queries for many facts and pages as for few.

    It reads what search keeps of the pages, where facts already stand with their words of now.
    """
    facts: dict[tuple[int, str], list[Fact]] = defaultdict(list)
    live = facts_for(user).filter(live=True, service__isnull=False).select_related("locale", "service")
    for fact in live:
        facts[fact.service_id or 0, fact.locale.language_code].append(fact)
    concerned = _pages_by_service({service for service, _ in facts})
    editable = may_edit_pages(user).filter(pk__in=concerned, live=True).order_by().values("pk")
    documents = SearchDocument.objects.filter(page__in=editable)
    found: dict[tuple[int, int, str], Contradiction] = {}
    for page_id, language, title, summary, body in documents.values_list(
        "item", "language", "title", "summary", "body"
    ):
        for fact in [fact for service in concerned[page_id] for fact in facts.get((service, language), ())]:
            for sentence in contradicting(fact, title, f"{summary}\n{body}"):
                key = (fact.pk, page_id, sentence)
                found.setdefault(key, Contradiction(fact, page_id, title, sentence))
    return sorted(found.values(), key=lambda each: (each.fact.name, each.title, each.sentence))


def contradicting(fact: Fact, title: str, text: str) -> Iterator[str]:
    """The sentences about the fact that give values of its kind, and none that the fact has itself."""
    own = values_in(fact.kind, fact.said)
    for sentence in sentences(text) if own else ():
        values = values_in(fact.kind, sentence)
        if values and not values & own and speaks_of(fact, sentence, title):
            yield sentence


def _pages_by_service(services: set[int]) -> dict[int, set[int]]:
    """The services by the pages that are about them, or that lead to pages about them."""
    about: dict[int, set[int]] = defaultdict(set)
    for model in apps.get_models():
        if issubclass(model, BasePage):
            rows = model._default_manager.filter(service__in=services).values_list("pk", "service_id")
            for key, service in rows:
                about[key].add(service)
    leading = ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page),
        to_content_type=ReferenceIndex._get_base_content_type(Page),
        to_object_id__in=[str(key) for key in about],
    )
    for origin, target in list(leading.values_list("object_id", "to_object_id")):
        about[int(origin)] |= about.get(int(target), set())
    return about

"""A document's particulars as fields of a page."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.text import slugify

from cms.access.audiences import Audiences, canonical, is_within
from cms.access.models import Audience
from cms.core.models import BasePage
from cms.importing import languages
from cms.importing.documents import DocumentError, ImportedDocument
from cms.importing.notes import Notebook
from cms.taxonomy.models import Service, Topic

SUMMARY_LIMIT = 500
NAME_LIMIT = 120


class Vocabulary:
    """Services, topics and audiences by every name that a document may use for them; read once for an import."""

    def __init__(self) -> None:
        self.services = {name: service for service in Service.objects.all() for name in _names(service)}
        self.topics = {name: topic for topic in Topic.objects.all() for name in _names(topic)}
        self.audiences = set(Audience.objects.values_list("key", flat=True))

    def check(self, audiences: Iterable[str]) -> None:
        """Raises ValueError, naming what there is, for an audience that there is not."""
        unknown = sorted(set(audiences) - self.audiences)
        if unknown:
            raise ValueError(f"no audience is called '{unknown[0]}'; there are {', '.join(sorted(self.audiences))}")


def audiences_for(document: ImportedDocument, allowed: Audiences, vocabulary: Vocabulary) -> list[str]:
    """Whom a document's page is for: what it says, or else what was asked for; raises DocumentError where the first
    would reach somebody whom the second does not."""
    if not document.audiences:
        return sorted(allowed)
    try:
        vocabulary.check(document.audiences)
    except ValueError as error:
        raise DocumentError(str(error), document.line) from error
    own = canonical(document.audiences)
    if not is_within(own, allowed):
        reason = f"it is for {', '.join(sorted(own))}, which is more than {', '.join(sorted(allowed))}"
        raise DocumentError(reason, document.line)
    return sorted(own)


def describe(page: BasePage, document: ImportedDocument, vocabulary: Vocabulary, notebook: Notebook) -> None:
    """Gives a page everything that all page types have."""
    page.title = page.draft_title = document.title
    page.summary = short_summary(document.summary)
    page.keywords = ", ".join(document.keywords)
    page.review_date = document.review_date
    page.expire_at = document.expires
    _owner(page, document, notebook)
    _subjects(page, document, vocabulary, notebook)
    _language(page, document)
    if document.created and document.created > timezone.now():
        page.go_live_at = document.created
    elif document.created:
        page.first_published_at = document.created
    if document.verified_on:
        zone = ZoneInfo(settings.TIME_ZONE)
        page.last_verified_at = datetime.combine(document.verified_on, time.min, zone)


def short_summary(summary: str) -> str:
    """A summary as long as pages have them."""
    if len(summary) <= SUMMARY_LIMIT:
        return summary
    return summary[: SUMMARY_LIMIT - 1].rsplit(" ", 1)[0] + "…"


def _owner(page: BasePage, document: ImportedDocument, notebook: Notebook) -> None:
    page.contact_name = document.owner_name[:NAME_LIMIT]
    if len(document.owner_name) > NAME_LIMIT:
        notebook.altered(None, f"an owner's name of more than {NAME_LIMIT} letters cut", document.owner_name)
    page.contact_email = ""
    if document.owner_email:
        try:
            validate_email(document.owner_email)
            page.contact_email = document.owner_email
        except ValidationError:
            notebook.altered(None, f"'{document.owner_email}' is no e-mail address of an owner")


def _subjects(page: BasePage, document: ImportedDocument, vocabulary: Vocabulary, notebook: Notebook) -> None:
    page.service = vocabulary.services.get(_plain(document.service))
    if document.service and page.service is None:
        notebook.info(None, f"no service is called '{document.service}'")
    known = [vocabulary.topics[_plain(name)] for name in document.topics if _plain(name) in vocabulary.topics]
    unknown = [name for name in document.topics if _plain(name) not in vocabulary.topics]
    page.topics.set(known)
    if unknown:
        notebook.info(None, f"no topics are called {', '.join(unknown)}; kept as search words")
        page.keywords = ", ".join(filter(None, [page.keywords, *(name.strip("/").split("/")[-1] for name in unknown)]))


def _language(page: BasePage, document: ImportedDocument) -> None:
    """A page says which language it is in where that is not the language of its place in the tree."""
    place = languages.locale_for(page.locale.language_code)
    same = not document.language or languages.locale_for(document.language) == place
    page.content_language = "" if same else document.language


def _names(term: Service | Topic) -> list[str]:
    names = [term.name, *(words.get("name", "") for words in term.other_words.values())]
    return [term.slug, *(slugify(name) for name in names if name)]


def _plain(name: str) -> str:
    return slugify(name.strip("/").split("/")[-1])

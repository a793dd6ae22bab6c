"""Which documents a page needs, and what each follows from."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from wagtail.models import Page

from cms.access.audiences import hosts_of
from cms.access.effective import from_text
from cms.access.models import Audience, PageAccess, SiteProfile
from cms.access.reader import Reader, reader_with
from cms.access.sites import site_profiles
from cms.core import inline
from cms.core.keys import collecting
from cms.core.models import BasePage
from cms.core.walking import Leaf, all_leaves, leaves, marks, references_of
from cms.media.models import MediaDocument

from .documents import as_json, card_of, document_of, path_on, reading_as
from .models import LONGEST_PATH, DeliveryDependency, DeliveryDocument, DeliveryReading


@dataclass(frozen=True, slots=True)
class Scopes:
    """The reader that each scope stands for, and the sites by the kind of their host."""

    readers: dict[str, Reader]
    sites: dict[str, SiteProfile]


@dataclass(slots=True)
class Made:
    """Rows to be written."""

    documents: list[DeliveryDocument] = field(default_factory=list)
    readings: list[DeliveryReading] = field(default_factory=list)
    dependencies: list[DeliveryDependency] = field(default_factory=list)


def all_scopes() -> Scopes:
    """Those of now."""
    names = dict(Audience.objects.values_list("key", "label"))
    readers = {key: reader_with((key,), hosts_of(key)[0], names=names) for key in names}
    return Scopes(readers, {profile.host: profile for profile in site_profiles()})


def make(page: BasePage, audiences: frozenset[str], scopes: Scopes, made: Made) -> None:
    """Adds the documents of a live page with these effective audiences, one for all scopes that read it alike."""
    reading = {scope: reader for scope, reader in scopes.readers.items() if reader.audiences & audiences}
    around = Surroundings(page)
    made.dependencies += around.dependencies()
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for scope, reader in reading.items():
        if reader.host in scopes.sites:
            seen = tuple(mark & reader.audiences for mark in around.marks)
            groups[reader.host, *seen].append(scope)
    for group in groups.values():
        reader = reading[group[0]]
        profile = scopes.sites[reader.host]
        with collecting() as placed:
            path = path_on(page, profile, reader)
        if not 0 < len(path) <= LONGEST_PATH:
            continue
        with collecting() as shown:
            body = as_json(document_of(page, reader, profile, path, translated=bool(around.mates)))
        with reading_as(page, profile):
            card = as_json(card_of(page, reader, path))
        document = DeliveryDocument(
            page=page,
            url_path=page.url_path,
            valid_until=around.valid_until,
            body=body,
            card=card,
            etag=etag_of(body),
            keys=" ".join(sorted(placed.keys | shown.keys)),
            card_keys=" ".join(sorted(placed.keys)),
        )
        made.documents.append(document)
        made.readings += [DeliveryReading(document=document, page=page, scope=scope, path=path) for scope in group]


def etag_of(body: bytes) -> str:
    """The entity tag of a body, with its quotes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


class Surroundings:
    """What a page's documents show of other pages and of files, and by whose audiences readers differ in that."""

    def __init__(self, page: BasePage) -> None:
        self.page = page
        own = list(leaves(page))
        everything = all_leaves([page])
        references = [reference for leaf in everything for reference in references_of(leaf)]
        self.linked = {reference.id for reference in references if reference.kind == "page"}
        embedded = [leaf.value for leaf in own if isinstance(leaf.value, Page) and embeds(leaf)]
        self.embedded = {each.pk for each in embedded}
        files = {reference.id for reference in references if reference.kind == "document"}
        found = marks(page).union(*(marks(each) for each in embedded))
        if files:
            named = MediaDocument.objects.filter(pk__in=files).values_list("audiences", flat=True)
            found |= {frozenset(audiences) for audiences in named}
        pieces = inline.load((reference.kind, reference.id) for reference in references)
        found = found.union(*(piece.audiences for piece in pieces.values()))
        self.mates = set(
            Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).values_list("pk", flat=True)
        )
        self.valid_until: datetime.datetime | None = page.expire_at
        self._look_around(found)
        self.marks = sorted(found, key=sorted)

    def _look_around(self, found: set[frozenset[str]]) -> None:
        above = [self.page.path[:length] for length in range(Page.steplen, len(self.page.path), Page.steplen)]
        now = timezone.now()
        related = PageAccess.objects.filter(page__in=self.linked | self.mates | trail_pages()) | (
            PageAccess.objects.filter(page__path__in=above)
        )
        for text, expires in related.values_list("effective__text", "page__expire_at"):
            found.add(from_text(text))
            if expires is not None and expires > now:
                self.valid_until = min(self.valid_until or expires, expires)

    def dependencies(self) -> Iterable[DeliveryDependency]:
        """One for each page that is linked to, embedded, or a translation of this one."""
        for target in sorted(self.linked | self.embedded | self.mates):
            yield DeliveryDependency(page=self.page, target=target, embeds=target in self.embedded)


def embeds(leaf: Leaf) -> bool:
    """Whether a leaf's page is shown with its content."""
    return bool(getattr(leaf.block, "embeds", False))


# Apps above say which pages stand in breadcrumbs though they are not above in the tree, and which pages' addresses
# follow from pages that have changed (both by primary keys).
TRAILS: list[Callable[[], set[int]]] = []
FOLLOWERS: list[Callable[[set[int]], set[int]]] = []


def trail_pages() -> set[int]:
    """All pages of TRAILS."""
    return {key for trail in TRAILS for key in trail()}

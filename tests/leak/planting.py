"""Plants pages and files of a class, each field with a canary of its own."""

import datetime
import json
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page
from wagtail.signals import page_published

from cms.core.models import BasePage
from cms.media.models import MediaDocument, MediaImage
from kb.models import ArticlePage
from tests.cms.media.files import word_saying

from .bodies import PARTS, FilePair, Mint, Raw, contact, full_body, part, task, thin_body
from .bodies import block as raw_block
from .canaries import Aviary, Canary
from .truth import OUT_OF_SIGHT, Host, Kind, within

# The moment of planting, and that of reading: what expires has expired, what is scheduled is not due yet.
PLANTED_AT = datetime.datetime(2031, 3, 3, 9, tzinfo=datetime.UTC)
READ_AT = PLANTED_AT + datetime.timedelta(days=1)
EXPIRY = PLANTED_AT + datetime.timedelta(hours=1)
GO_LIVE = PLANTED_AT + datetime.timedelta(days=30)
DUE = GO_LIVE + datetime.timedelta(hours=1)

AUDIENCES: dict[Kind, list[str]] = {
    Kind.RESIDENT: ["resident"],
    Kind.STAFF: ["staff"],
    Kind.AGENT: ["agent"],
    Kind.PARTNERS: ["partner"],
    Kind.PARTNER_X: ["partner:eastmoor-police"],
    Kind.PARTNER_Y: ["partner:calder-care"],
}
ALL_HOSTS = tuple(Host)


@dataclass
class Seed:
    """A planted page.

    `reach` is the class that its place and audiences give it, `kind` the same with its state: draft, expired and so on.
    `path` is its address on each of the `hosts`.
    """

    name: str
    page: Page
    kind: Kind
    reach: Kind
    hosts: tuple[Host, ...]
    path: str
    below: list["Seed"] = field(default_factory=list)


class Planter:
    """Plants, and remembers what it planted; what is to be deleted goes last, by `uproot`."""

    def __init__(self, aviary: Aviary) -> None:
        self.aviary = aviary
        self.seeds: dict[str, Seed] = {}
        self.files: dict[tuple[str, Kind], FilePair] = {}
        self.doomed: list[Page] = []

    def mint(self, name: str, kind: Kind, hosts: tuple[Host, ...]) -> Mint:
        """What gives a new word for each field of the thing of that name."""
        return lambda label: self.aviary.mint(f"{name}/{label}", kind, hosts).word

    def page(
        self,
        parent: Seed,
        page_type: type[BasePage],
        kind: Kind,
        name: str,
        *,
        leaf: bool = True,
        full: bool = False,
        **fields: Any,
    ) -> Seed:
        """A page of that class below another.

        Only a leaf has a canary in its address, which pages below would show. A `full` one has every kind of block, and
        was written, revised and published as editors do it; the others are quicker to plant.
        """
        in_sight = Kind.PUBLIC if kind in OUT_OF_SIGHT else kind
        reach = within(parent.reach, in_sight)
        effective = kind if kind in OUT_OF_SIGHT else Kind.DELETED if parent.kind is Kind.DELETED else reach
        slug = self.aviary.mint(f"{name}/slug", effective, ()).word if leaf else name.rsplit("/", 1)[-1]
        page = page_type(
            slug=slug,
            live=kind not in {Kind.DRAFT, Kind.SCHEDULED},
            audiences=AUDIENCES.get(in_sight, []),
            **self.fields(page_type, name, effective, parent.hosts, full=full),
            **fields,
        )
        parent.page.add_child(instance=page)
        if full or kind in OUT_OF_SIGHT:
            bring_to(page, kind)
        else:
            page_published.send(sender=page_type, instance=page, revision=None)
        if kind is Kind.DELETED:
            self.doomed.append(page)
        seed = Seed(name, page, effective, reach, parent.hosts, f"{parent.path}{slug}/")
        self.seeds[name] = seed
        parent.below.append(seed)
        return seed

    def fields(
        self, page_type: type[BasePage], name: str, kind: Kind, hosts: tuple[Host, ...], *, full: bool
    ) -> dict[str, Any]:
        """A value with a canary for every field of the page type that holds text or files."""
        show, keep = self.mint(name, kind, hosts), self.mint(name, kind, ())
        values: dict[str, Any] = {
            "title": f"Title {show('title')}",
            "summary": f"Summary {show('summary')}.",
            "contact_name": keep("owner"),
            "contact_email": f"{keep('owner email')}@northmere.example",
            "keywords": keep("keywords"),
            "seo_title": keep("seo title"),
            "search_description": keep("search description"),
        }
        names = {each.name for each in page_type._meta.get_fields()}
        files = self.file_pair(kind, hosts)
        if issubclass(page_type, ArticlePage):
            values["body"] = json.dumps(self.parts(name, kind, hosts, full=full))
        elif "body" in names:
            values["body"] = json.dumps(full_body(show, files) if full else thin_body(show))
        for stream in {"tasks", "popular", "quick_links"} & names:
            values[stream] = json.dumps([task(show, address="https://example.org/")])
        if "contacts" in names:
            values["contacts"] = json.dumps([raw_block("contact", contact(self.mint(f"{name}/side", kind, hosts)))])
        for picture in {"image", "hero_image"} & names:
            values[f"{picture}_id"] = files.image
        if "image_alt" in names:
            values["image_alt"] = show("image alt")
        return values

    def parts(self, name: str, kind: Kind, hosts: tuple[Host, ...], *, full: bool) -> list[Any]:
        """All parts of an article of that class."""
        made = []
        for index, (block_name, organisations, audience) in enumerate(PARTS):
            whom, label = within(kind, audience), f"{name}/part {index} {block_name}"
            mint = self.mint(label, whom, hosts)
            body: list[Raw] = []
            if block_name != "short_text":
                body = full_body(mint, self.file_pair(whom, hosts)) if full else thin_body(mint)
            made.append(part(block_name, organisations, mint, body))
        return made

    def file_pair(self, kind: Kind, hosts: tuple[Host, ...]) -> FilePair:
        """A picture and a document for pages of that class on those hosts; pages of one class share them."""
        key = ("all" if len(hosts) > 1 else hosts[0], kind)
        if key not in self.files:
            label = f"files/{key[0]}/{kind}"
            self.files[key] = FilePair(self.image(label, kind, hosts).pk, self.document(label, kind, hosts).pk)
        return self.files[key]

    def image(self, label: str, kind: Kind, hosts: tuple[Host, ...], **fields: Any) -> MediaImage:
        """A picture whose title, file name and colour are canaries."""
        keep = self.mint(label, kind, ())
        pixels: Canary = self.aviary.mint(f"{label}/pixels", kind, hosts)
        file = ContentFile(self.aviary.paint(pixels), name=f"{keep('image file name')}.png")
        image = MediaImage(title=keep("image title"), description=keep("image description"), file=file, **fields)
        image.save()
        return image

    def document(self, label: str, kind: Kind, hosts: tuple[Host, ...], **fields: Any) -> MediaDocument:
        """A document whose title, file name and content are canaries."""
        show, keep = self.mint(label, kind, hosts), self.mint(label, kind, ())
        file = ContentFile(word_saying(f"Text {show('document text')}"), name=f"{keep('document file name')}.docx")
        document: MediaDocument = MediaDocument(title=keep("document title"), file=file, **fields)
        document.save()
        return document

    def uproot(self) -> None:
        """Deletes what was planted to be deleted, with all below it."""
        for page in self.doomed:
            Page.objects.get(pk=page.pk).specific.delete()


def bring_to(page: BasePage, kind: Kind) -> None:
    """Brings a new page to the state that its class asks for."""
    page.go_live_at = GO_LIVE if kind is Kind.SCHEDULED else None
    page.expire_at = EXPIRY if kind is Kind.EXPIRED else None
    revision = page.save_revision()
    if kind is not Kind.DRAFT:
        revision.publish()
    if kind is Kind.UNPUBLISHED:
        type(page)._default_manager.get(pk=page.pk).unpublish()

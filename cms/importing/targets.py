"""What an import may become: each app registers its page types in a module `import_targets`."""

import json
import posixpath
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import autodiscover_modules
from wagtail.models import Page, Site

from cms.core.models import BasePage
from cms.core.walking import anchors
from cms.importing.documents import Block, Contact, ImportedDocument, Part
from cms.importing.notes import Notebook


@dataclass(frozen=True)
class LinkedTask:
    """A task whose address was resolved: to a page, or elsewhere."""

    title: str
    page: int | None
    address: str
    summary: str


@dataclass
class Content:
    """A document as it can be written: links and images are in place."""

    document: ImportedDocument
    blocks: list[Block]
    parts: list[Part]
    contacts: list[Contact]
    tasks: list[LinkedTask] = field(default_factory=list)
    picture: int | None = None


class Target:
    """The page types of one app.

    `types` are page types by the name that front matter and mapping files use; `synonyms` are other names for them.
    `default` is for documents that name none, `fallbacks` for where that may not stand, `folder` for folders without a
    document of their own.
    """

    types: Mapping[str, type[BasePage]]
    synonyms: Mapping[str, str] = {}
    default: str
    fallbacks: tuple[str, ...] = ()
    folder: str

    def type_name(self, given: str) -> str:
        """The name in `types` that a document's type stands for; the default for one that is not known."""
        plain = given.strip().lower().replace("-", "_").replace(" ", "_")
        if plain in self.types:
            return plain
        return self.synonyms.get(plain, self.default)

    def knows(self, given: str) -> bool:
        """Whether a document's type means anything here."""
        plain = given.strip().lower().replace("-", "_").replace(" ", "_")
        return not plain or plain in self.types or plain in self.synonyms

    def fill(self, page: BasePage, content: Content, notebook: Notebook) -> None:
        """Gives a page its text and whatever else only its type has."""
        raise NotImplementedError

    def mounts(self) -> dict[str, str]:
        """Paths at which a site shows pages of this app that stand elsewhere in the tree, with where they stand."""
        return {}


_targets: dict[str, Target] = {}


def register(app_label: str, target: Target) -> None:
    """Makes an app's page types known; sections whose page is of that app take imports."""
    _targets[app_label] = target


def target_for(section: Page) -> Target | None:
    """The target for a section, by the app of its page type."""
    autodiscover_modules("import_targets")
    return _targets.get(section.specific_class._meta.app_label) if section.specific_class else None


class PagePaths:
    """The pages at paths of a section's site; for a section under no site, of the default one.

    `site` is the section's own, or None.
    """

    def __init__(self, section: Page) -> None:
        roots = Site.get_site_root_paths()
        own = next((root.site_id for root in roots if section.url_path.startswith(root.root_path)), None)
        sites = {site.pk: site for site in Site.objects.select_related("root_page")}
        self.site: Site | None = sites.get(own)
        shown = self.site or next((site for site in sites.values() if site.is_default_site), None)
        self._mounts = {"/": shown.root_page.url_path} if shown else {}
        for target in _targets.values():
            self._mounts |= target.mounts()
        self._found: dict[str, int | None] = {}
        self._anchors: dict[int, set[str]] = {}

    def page_at(self, path: str) -> int | None:
        """The primary key of the page at a path such as `/parking/permits`."""
        if path not in self._found:
            url_paths = [
                posixpath.join(below, path.removeprefix(mount).strip("/"), "").replace("//", "/")
                for mount, below in self._mounts.items()
                if path.startswith(mount)
            ]
            self._found[path] = Page.objects.filter(url_path__in=url_paths).values_list("pk", flat=True).first()
        return self._found[path]

    def anchors_of(self, page: int) -> set[str]:
        """The anchors of a page's headings."""
        if page not in self._anchors:
            self._anchors[page] = set(anchors(Page.objects.get(pk=page).specific))
        return self._anchors[page]

    def forget_missing(self) -> None:
        """Looks again, from now on, for pages that were not there."""
        self._found = {path: page for path, page in self._found.items() if page is not None}


def target_names() -> list[str]:
    """The apps that take imports."""
    autodiscover_modules("import_targets")
    return sorted(_targets)


def as_stream(blocks: list[Block], key: str) -> list[dict[str, Any]]:
    """Blocks with identifiers that stay the same from import to import, so that histories can be compared."""
    space = uuid.uuid5(uuid.NAMESPACE_URL, key)
    return [{**block, "id": str(uuid.uuid5(space, str(number)))} for number, block in enumerate(blocks)]


def set_stream(page: BasePage, name: str, blocks: list[Block]) -> None:
    """Gives a page's stream field its blocks."""
    setattr(page, name, json.dumps(as_stream(blocks, f"{page.slug}/{name}")))

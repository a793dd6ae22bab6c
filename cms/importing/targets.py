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

    def page_at(self, path: str, section: Page) -> int | None:
        """The page of this app that a path leads to, where that is not simply its place in the tree."""
        return None


_targets: dict[str, Target] = {}


def register(app_label: str, target: Target) -> None:
    """Makes an app's page types known; sections whose page is of that app take imports."""
    _targets[app_label] = target


def target_for(section: Page) -> Target | None:
    """The target for a section, by the app of its page type."""
    autodiscover_modules("import_targets")
    return _targets.get(section.specific_class._meta.app_label) if section.specific_class else None


def page_at(path: str, section: Page) -> int | None:
    """The page that a path leads to on the section's site, by whichever app knows it."""
    site = section.get_site() or Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is not None:
        url_path = posixpath.join(site.root_page.url_path, path.strip("/"), "").replace("//", "/")
        standing = Page.objects.filter(url_path=url_path).values_list("pk", flat=True).first()
        if standing is not None:
            return int(standing)
    found = (target.page_at(path, section) for target in _targets.values())
    return next((page for page in found if page is not None), None)


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

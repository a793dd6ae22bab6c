"""Makes and changes the pages of documents."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision
from wagtail.signals import page_published

from cms.access.audiences import EVERYBODY, Audiences, canonical, is_within
from cms.access.models import PageAccess
from cms.core.following import published
from cms.core.models import BasePage
from cms.importing import languages
from cms.importing.describe import Vocabulary, describe
from cms.importing.documents import DocumentError, ImportedDocument
from cms.importing.models import ImportedItem
from cms.importing.notes import Notebook
from cms.importing.placement import FOLDER, SLUG_LIMIT, Place
from cms.importing.targets import Content, Target
from cms.importing.translations import NotJoined, parent_of_translation

# What publishing a page for the first time writes to its row.
SHOWN_FIELDS = (
    "live",
    "has_unpublished_changes",
    "live_revision",
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
    "first_published_at",
    "last_published_at",
)
# The place for documents of a section in which they may not stand directly.
HOLDER = FOLDER


class PageMaker:
    """Makes the pages of one source in one section.

    `source` is the source's name for people; `remember` keeps a page that was made for a folder under its key.
    """

    def __init__(
        self,
        source: str,
        section: BasePage,
        target: Target,
        audiences: Audiences,
        remember: Callable[[str, BasePage], None],
    ) -> None:
        self.source, self.section, self.target = source, section, target
        self.audiences, self.remember = audiences, remember
        self.vocabulary = Vocabulary()

    def new(
        self,
        place: Place,
        parent: Page,
        content: Content,
        audiences: list[str],
        notebook: Notebook,
        key: int | None,
        original: BasePage | None,
    ) -> BasePage:
        """A new page for a document, with the primary key that was set aside for it, as the translation of `original`
        where that can be; raises DocumentError where none may stand in the section."""
        document = content.document
        page, parent = self._translation(place, document, audiences, notebook, original) or self._beginning(
            place, document, parent, notebook
        )
        page.audiences, page.key_set_aside = audiences, key
        describe(page, document, self.vocabulary, notebook)
        self.target.fill(page, content, notebook)
        parent.add_child(instance=page)
        if document.published and not page.go_live_at:
            show(page, document.changed)
            return page
        revision = page.save_revision(clean=False)
        if document.published:
            revision.publish()
        return page

    def _beginning(
        self, place: Place, document: ImportedDocument, parent: Page, notebook: Notebook
    ) -> tuple[BasePage, Page]:
        """A page by itself, and the page that it stands below."""
        model, parent = self.stand(document, parent, notebook)
        parent = self._in_language(document, parent)
        # What could not be joined to what it translates stands beside it, at an address of its own.
        slug = f"{place.slug}-{document.language}" if place.original else place.slug
        return model(slug=free_slug(parent, slug, notebook), locale=parent.locale, live=False), parent

    def _translation(
        self,
        place: Place,
        document: ImportedDocument,
        audiences: list[str],
        notebook: Notebook,
        original: BasePage | None,
    ) -> tuple[BasePage, Page] | None:
        """A page that is a translation, and the page that it stands below; None, with a note, where it can be none."""
        if original is None:
            if place.original:
                notebook.altered(document.line, f"not joined to '{place.original}', which was not imported")
            return None
        try:
            parent = parent_of_translation(original, document, audiences)
        except NotJoined as error:
            notebook.altered(document.line, f"not joined to '{original.title}', which it translates: {error}")
            return None
        slug = free_slug(parent, original.slug, notebook)
        key = original.translation_key
        return type(original)(slug=slug, locale=parent.locale, translation_key=key, live=False), parent

    def change(
        self, item: ImportedItem, content: Content, audiences: list[str], notebook: Notebook, *, text_only: bool = False
    ) -> BasePage:
        """A new revision of a document's page.

        It stays a draft where people have edited the page since the last import, or where it would let more readers
        in: both are for an editor to decide. `text_only` leaves all but the text as it is.
        """
        document = content.document
        stored: BasePage = item.page.specific
        page: BasePage = stored.get_latest_revision_as_object()
        held = self._reasons_to_hold(item, stored, audiences)
        if not text_only:
            describe(page, document, self.vocabulary, notebook)
            page.audiences = audiences
            dates = {name: getattr(page, name) for name in ("first_published_at", "last_verified_at")}
            type(page)._default_manager.filter(pk=page.pk).update(**dates)
        self.target.fill(page, content, notebook)
        revision = page.save_revision()
        if not document.published:
            if stored.live and not held:
                stored.unpublish()
        elif held:
            notebook.altered(None, f"the change is kept as a draft: {' and '.join(held)}")
        else:
            revision.publish()
            _stamp(page, document)
        return page

    def relink(self, item: ImportedItem, content: Content, notebook: Notebook) -> BasePage:
        """Puts a page's links in place within the revision that the import made, unless people have gone on from it."""
        page: Any = item.page.specific
        revision = page.latest_revision
        if revision is None or revision.pk != item.revision or (page.live and page.live_revision_id != revision.pk):
            return self.change(item, content, [], notebook, text_only=True)
        made: BasePage = page
        before = page.serializable_data()
        self.target.fill(page, content, notebook)
        after = page.serializable_data()
        if before == after:
            return made
        page.save(clean=False)
        revision.content = after
        revision.save(update_fields=["content"])
        if page.live:
            published(page)
        return made

    def folder(self, place: Place, parent: Page) -> BasePage | None:
        """A page that holds what lies in a folder; None where none may stand."""
        model = self.target.types[self.target.folder]
        if model not in parent.specific_class.allowed_subpage_models():
            return None
        page = model(title=place.title[:255], slug=free_slug(parent, place.slug), locale=parent.locale, live=False)
        page.audiences = sorted(self.audiences)
        parent.add_child(instance=page)
        show(page)
        self.remember(place.key, page)
        return page

    def stand(self, document: ImportedDocument, parent: Page, notebook: Notebook) -> tuple[type[BasePage], Page]:
        """The page type for a document and the page to put it below: as wanted, or as near to it as is allowed."""
        wanted = self.target.type_name(document.type)
        if not self.target.knows(document.type):
            notebook.info(document.line, f"no page type is called '{document.type}'; taken for '{wanted}'")
        at = parent
        while True:
            allowed = at.specific_class.allowed_subpage_models()
            names = (wanted, self.target.default, *self.target.fallbacks)
            found = next((name for name in names if self.target.types[name] in allowed), "")
            if found:
                break
            if at.pk == self.section.pk:
                at, found = self._holder(document), self.target.default
                break
            at = _stored(at.get_parent().pk)
        if found != wanted:
            notebook.altered(document.line, f"no '{wanted}' page can stand below '{at.title}'; made a '{found}' page")
        if at.pk != parent.pk and parent.pk != self.section.pk:
            notebook.altered(document.line, f"nothing can stand below '{parent.title}'; put below '{at.title}'")
        return self.target.types[found], at

    def _holder(self, document: ImportedDocument) -> Page:
        """A page of the section below which documents may stand."""
        section = _stored(self.section.pk)
        item = ImportedItem.objects.filter(key=HOLDER, page__path__startswith=section.path).first()
        if item is not None:
            return _stored(item.page_id)
        page = self.folder(Place(HOLDER, None, self.source, slugify(self.source) or "imported"), section)
        if page is None:
            raise DocumentError(f"no page of an import may stand below '{section.title}'", document.line)
        return _stored(page.pk)

    def _in_language(self, document: ImportedDocument, parent: Page) -> Page:
        """The page above in the document's own language, where the tree has it."""
        code = languages.locale_for(document.language)
        if not code or code == parent.locale.language_code:
            return parent
        locale = Locale.objects.filter(language_code=code).first()
        translated = parent.get_translation_or_none(locale) if locale else None
        return _stored(translated.pk) if translated else parent

    def _reasons_to_hold(self, item: ImportedItem, stored: BasePage, audiences: list[str]) -> list[str]:
        reasons = []
        if stored.latest_revision_id != item.revision:
            reasons.append("somebody has edited the page since the last import")
        own = PageAccess.objects.filter(pk=stored.pk).values_list("own", flat=True).first()
        if stored.live and not is_within(canonical(audiences), canonical(own or []) or EVERYBODY):
            reasons.append("more readers would see it")
        return reasons


def show(page: BasePage, changed: datetime | None = None) -> None:
    """Publishes a page that was only just made, with its first revision: what saving and publishing any revision does,
    without writing it all again."""
    now = timezone.now()
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
        created_at=now,
    )
    page.live, page.has_unpublished_changes = True, False
    page.live_revision = page.latest_revision = revision
    page.draft_title, page.latest_revision_created_at = page.title, now
    page.first_published_at = page.first_published_at or now
    page.last_published_at = changed or now
    type(page)._default_manager.filter(pk=page.pk).update(**{name: getattr(page, name) for name in SHOWN_FIELDS})
    page_published.send(sender=type(page), instance=page, revision=revision)
    log(instance=page, action="wagtail.publish", revision=revision, content_changed=True)


def _stamp(page: BasePage, document: ImportedDocument) -> None:
    """Gives a published page the date of its last change in the source."""
    if document.changed:
        pages = type(page)._default_manager.filter(pk=page.pk)
        if pages.filter(live=True).update(last_published_at=document.changed):
            published(page)


def free_slug(parent: Page, slug: str, notebook: Notebook | None = None) -> str:
    """The slug, or with a number behind it where another page below `parent` has it already."""
    taken = set(parent.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug[: SLUG_LIMIT - 6]}-{number}"
    if free != slug and notebook:
        notebook.altered(None, f"another page has the address '{slug}' already; this one is at '{free}'")
    return free


def _stored(key: int) -> Page:
    """A page as it is stored now."""
    return Page.objects.select_related("locale").get(pk=key)

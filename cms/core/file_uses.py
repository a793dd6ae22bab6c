"""Which files a page shows, and to whom: records of live versions, and what a preview may show of a draft."""

from collections.abc import Iterable, Iterator

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.access.audiences import PUBLIC
from cms.access.reader import Reader
from cms.media.models import FileUse, MediaDocument, MediaImage
from cms.media.rules import admits, vouched_for

from .signals import documents_dropped
from .walking import file_fields, references

FileType = type[MediaImage | MediaDocument]


def uses_in(page: Page) -> Iterator[tuple[FileType, int, str]]:
    """Each file that the page shows by itself, with the audiences of the parts that do, one by one.

    Files within an embedded page are none of these: that page's own record lets its readers see them.
    """
    kinds: dict[str, FileType] = {"image": get_image_model(), "document": get_document_model()}
    for reference in references(page):
        if reference.kind in kinds:
            yield from ((kinds[reference.kind], reference.id, who) for who in reference.audiences)
    for field in file_fields(type(page)):
        key = getattr(page, field.attname)
        if key is not None:
            yield (kinds["image"] if field.related_model is kinds["image"] else kinds["document"]), key, PUBLIC


def record(pages: Iterable[Page]) -> None:
    """Replaces the records of these live specific pages; a file that is shown no more drops out. As many queries for
    many pages as for one."""
    shown = list(pages)
    if not shown:
        return
    uses = {(page.pk, *use) for page in shown for use in uses_in(page)}
    made = []
    for model, column in ((get_image_model(), "image_id"), (get_document_model(), "document_id")):
        found = sorted((page, key, who) for page, each, key, who in uses if each is model)
        keys = {key for _, key, _ in found}
        known = set(model.objects.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        made += [FileUse(page_id=page, audience=who, **{column: key}) for page, key, who in found if key in known]
    former = FileUse.objects.filter(page__in=[page.pk for page in shown])
    dropped = set(former.filter(document__isnull=False).values_list("document_id", flat=True))
    former.delete()
    FileUse.objects.bulk_create(made)
    dropped -= {use.document_id for use in made}
    if dropped:
        documents_dropped.send(sender=FileUse, document_ids=dropped)


def files_of_draft(draft: Page, own: Reader, vouching: object) -> set[tuple[FileType, int]]:
    """The files, by kind and key, that a preview of the draft shows to `own`: in parts that are for them, where the
    file allows it, on the word of the user `vouching`; see cms.media.rules."""
    keys: dict[FileType, set[int]] = {}
    for model, key, who in uses_in(draft):
        if who in own.audiences:
            keys.setdefault(model, set()).add(key)
    return {
        (model, file.pk)
        for model, wanted in keys.items()
        for file in vouched_for(vouching, draft.pk, model, wanted)
        if admits(own, file)
    }

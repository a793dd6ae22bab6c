"""Records which files the live version of a page shows, and to whom."""

from collections.abc import Iterable
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.access.audiences import PUBLIC
from cms.media.models import FileUse

from .walking import file_fields, references


def record(pages: Iterable[Page]) -> None:
    """Replaces the records of these live specific pages; a file that is shown no more drops out.

    Files within an embedded page are not recorded here: that page's own record lets its readers see them. As many
    queries for many pages as for one.
    """
    shown = list(pages)
    if not shown:
        return
    image_type, document_type = get_image_model(), get_document_model()
    images: set[tuple[int, int, str]] = set()
    documents: set[tuple[int, int, str]] = set()
    for page in shown:
        for reference in references(page):
            if reference.kind in ("image", "document"):
                uses = images if reference.kind == "image" else documents
                uses |= {(page.pk, reference.id, key) for key in reference.audiences}
        for field in file_fields(type(page)):
            key = getattr(page, field.attname)
            if key is not None:
                (images if field.related_model is image_type else documents).add((page.pk, key, PUBLIC))
    known_images, known_documents = _known(image_type, images), _known(document_type, documents)
    FileUse.objects.filter(page__in=[page.pk for page in shown]).delete()
    FileUse.objects.bulk_create(
        [FileUse(page_id=page, image_id=key, audience=who) for page, key, who in sorted(images) if key in known_images]
        + [
            FileUse(page_id=page, document_id=key, audience=who)
            for page, key, who in sorted(documents)
            if key in known_documents
        ]
    )


def _known(model: Any, uses: set[tuple[int, int, str]]) -> set[int]:
    """Those of the used files that there are."""
    keys = {key for _, key, _ in uses}
    return set(model.objects.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()

"""Records which files the live version of a page shows, and to whom."""

from collections.abc import Iterable

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.access.audiences import PUBLIC
from cms.media.models import FileUse

from .walking import file_fields, references


def record(pages: Iterable[Page]) -> None:
    """Replaces the records of these live specific pages; a file that is shown no more drops out.

    Files within an embedded page are not recorded here: that page's own record lets its readers see them.
    """
    for page in pages:
        image_type, document_type = get_image_model(), get_document_model()
        images = {(ref.id, key) for ref in references(page) if ref.kind == "image" for key in ref.audiences}
        documents = {(ref.id, key) for ref in references(page) if ref.kind == "document" for key in ref.audiences}
        for field in file_fields(type(page)):
            key = getattr(page, field.attname)
            if key is not None:
                (images if field.related_model is image_type else documents).add((key, PUBLIC))
        known_images = set(image_type.objects.filter(pk__in={key for key, _ in images}).values_list("pk", flat=True))
        known_documents = set(
            document_type.objects.filter(pk__in={key for key, _ in documents}).values_list("pk", flat=True)
        )
        FileUse.objects.filter(page=page).delete()
        FileUse.objects.bulk_create(
            [FileUse(page_id=page.pk, image_id=key, audience=who) for key, who in sorted(images) if key in known_images]
            + [
                FileUse(page_id=page.pk, document_id=key, audience=who)
                for key, who in sorted(documents)
                if key in known_documents
            ]
        )

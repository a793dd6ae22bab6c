"""Serving images and documents, after asking who reads."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from cms.access.enums import Host
from cms.access.surfaces import Surface, guarded_by

from .models import MediaDocument, MediaImage
from .rules import may_see_file, works_with
from .sending import content_type, document_at, rendition_at, send


@guarded_by(Surface.FILE)
@require_safe
def image(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """A rendition of the picture; 404 alike for one that is hidden and one that is not there."""
    rendition = rendition_at(key, name)
    _refuse_hidden(request, rendition.image)
    # Pictures are small and shown again and again: they come from here, so that browsers can keep them.
    return send(request, rendition.image, str(rendition.file.name), inline=True)


@guarded_by(Surface.FILE)
@require_safe
def document(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """A document, as a download: sent from here, or by the bucket that keeps it."""
    found = document_at(key, name)
    _refuse_hidden(request, found)
    stored = str(found.file.name)
    sign = getattr(default_storage, "signed_address", None)
    if sign is None:
        return send(request, found, stored, inline=False)
    response = HttpResponseRedirect(sign(stored, method=request.method, shown_as=name, content_type=content_type(name)))
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _refuse_hidden(request: HttpRequest, file: MediaImage | MediaDocument) -> None:
    """Raises Http404, unless the reader sees the file or works on it in the admin, which is on the intranet's host."""
    if may_see_file(request.reader, file):  # type: ignore[attr-defined]
        return
    on_intranet = request.site_profile.host == Host.INTRANET  # type: ignore[attr-defined]
    if not (on_intranet and works_with(request.user, file)):
        raise Http404("No file stands at this address.")

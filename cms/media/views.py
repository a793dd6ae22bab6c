"""Serving images and documents, after asking who reads."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from cms.access.enums import Host
from cms.access.surfaces import Surface, guarded_by

from .models import MediaDocument, MediaImage, Rendition
from .rules import may_see_file

# Not every system knows these by itself.
CONTENT_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
}


@guarded_by(Surface.FILE)
@require_safe
def image(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """A rendition of the picture; 404 alike for one that is hidden and one that is not there."""
    renditions = Rendition.objects.filter(image=key).select_related("image")
    rendition = next((one for one in renditions if one.file.name.rsplit("/", 1)[-1] == name), None)
    if rendition is None:
        raise Http404("No picture stands at this address.")
    stored = str(rendition.file.name)
    _refuse_hidden(request, rendition.image, stored, name)
    # Pictures are small and shown again and again: they come from here, so that browsers can keep them.
    return _sent(request, rendition.image, stored, name, inline=True)


@guarded_by(Surface.FILE)
@require_safe
def document(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """A document, as a download: sent from here, or by the bucket that keeps it."""
    found = get_object_or_404(MediaDocument, pk=key)
    stored = str(found.file.name)
    _refuse_hidden(request, found, stored, name)
    sign = getattr(default_storage, "signed_address", None)
    if sign is None:
        return _sent(request, found, stored, name, inline=False)
    response = HttpResponseRedirect(sign(stored, method=request.method, shown_as=name, content_type=content_type(name)))
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def content_type(name: str) -> str:
    """The media type of a file by its ending, of which uploads have made sure."""
    return (
        CONTENT_TYPES.get(name.rsplit(".", 1)[-1].lower())
        or mimetypes.guess_type(name)[0]
        or "application/octet-stream"
    )


def _refuse_hidden(request: HttpRequest, file: MediaImage | MediaDocument, stored: str, name: str) -> None:
    allowed = may_see_file(request.reader, file) or _edits(request, file)  # type: ignore[attr-defined]
    if stored.rsplit("/", 1)[-1] != name or not allowed:
        raise Http404("No file stands at this address.")


def _sent(
    request: HttpRequest, file: MediaImage | MediaDocument, stored: str, name: str, *, inline: bool
) -> HttpResponse:
    tag = f'"{file.pk}-{stored.rsplit("/", 1)[-1]}-{file.file_hash or file.file_size or 0}"'
    response: HttpResponse | FileResponse
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        try:
            content = default_storage.open(stored)
        except FileNotFoundError as error:
            raise Http404("No file stands at this address.") from error
        except OSError:
            # The bucket is away; the page around the picture stands without it.
            return HttpResponse(status=503, headers={"Retry-After": "10", "Cache-Control": "private, no-store"})
        response = FileResponse(content, as_attachment=not inline, filename=name, content_type=content_type(name))
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response  # type: ignore[return-value]  # a FileResponse is one in all that matters here


def _edits(request: HttpRequest, file: MediaImage | MediaDocument) -> bool:
    """Whether the reader works on this file in the admin, which is on the intranet host only."""
    if request.site_profile.host != Host.INTRANET:  # type: ignore[attr-defined]
        return False
    policy = policy_registry.get_by_type(type(file))
    return bool(policy.user_has_any_permission_for_instance(request.user, ["change", "choose"], file))

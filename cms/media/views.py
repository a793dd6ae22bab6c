"""Serving images and documents, after asking who reads."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from wagtail.permissions import policy_registry

from cms.access.enums import Host
from cms.access.surfaces import Surface, guarded_by

from .models import MediaDocument, MediaImage, Rendition
from .rules import may_see_file


@guarded_by(Surface.FILE)
def image(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """A rendition of the picture; 404 alike for one that is hidden and one that is not there."""
    renditions = Rendition.objects.filter(image=key).select_related("image")
    rendition = next((one for one in renditions if one.file.name.rsplit("/", 1)[-1] == name), None)
    if rendition is None:
        raise Http404("No picture stands at this address.")
    return _answer(request, rendition.image, rendition.file.name, name, inline=True)


@guarded_by(Surface.FILE)
def document(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """A document, as a download."""
    found = get_object_or_404(MediaDocument, pk=key)
    return _answer(request, found, found.file.name, name, inline=False)


def _answer(
    request: HttpRequest, file: MediaImage | MediaDocument, stored: str, name: str, *, inline: bool
) -> HttpResponse:
    allowed = may_see_file(request.reader, file) or _edits(request, file)  # type: ignore[attr-defined]
    if stored.rsplit("/", 1)[-1] != name or not allowed or not default_storage.exists(stored):
        raise Http404("No file stands at this address.")
    tag = f'"{file.pk}-{stored.rsplit("/", 1)[-1]}-{file.file_size or 0}"'
    response: Any
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        response = FileResponse(default_storage.open(stored), as_attachment=not inline, filename=name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    answer: HttpResponse = response
    return answer


def _edits(request: HttpRequest, file: MediaImage | MediaDocument) -> bool:
    """Whether the reader works on this file in the admin, which is on the intranet host only."""
    if request.site_profile.host != Host.INTRANET:  # type: ignore[attr-defined]
        return False
    policy = policy_registry.get_by_type(type(file))
    return bool(policy.user_has_any_permission_for_instance(request.user, ["change", "choose"], file))

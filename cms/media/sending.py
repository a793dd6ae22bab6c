"""Sending files, once it is certain that the reader may have them."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from .models import MediaDocument, MediaImage, Rendition

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


def rendition_at(key: int, name: str) -> Rendition:
    """The size of a picture that is kept under this name; raises Http404."""
    renditions = Rendition.objects.filter(image=key).select_related("image")
    rendition: Rendition | None = next((one for one in renditions if one.file.name.rsplit("/", 1)[-1] == name), None)
    if rendition is None:
        raise Http404("No picture stands at this address.")
    return rendition


def document_at(key: int, name: str) -> MediaDocument:
    """The document, if its file has this name; raises Http404."""
    document = MediaDocument.objects.filter(pk=key).first()
    if document is None or str(document.file.name).rsplit("/", 1)[-1] != name:
        raise Http404("No file stands at this address.")
    return document


def content_type(name: str) -> str:
    """The media type of a file by its ending, of which uploads have made sure."""
    return (
        CONTENT_TYPES.get(name.rsplit(".", 1)[-1].lower())
        or mimetypes.guess_type(name)[0]
        or "application/octet-stream"
    )


def send(
    request: HttpRequest, file: MediaImage | MediaDocument, stored: str, *, inline: bool, kept: bool = True
) -> HttpResponse:
    """The file that is stored under this name, in a sandbox; with a tag by which browsers may keep it, unless not
    `kept`. Raises Http404 where it is gone; 503 while the bucket is away."""
    name = stored.rsplit("/", 1)[-1]
    tag = f'"{file.pk}-{name}-{file.file_hash or file.file_size or 0}"'
    response: HttpResponse | FileResponse
    if kept and tag in parse_etags(request.headers.get("If-None-Match", "")):
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
    response["Cache-Control"] = "private, no-cache" if kept else "private, no-store"
    if kept:
        response["ETag"] = tag
    return response  # type: ignore[return-value]  # a FileResponse is one in all that matters here

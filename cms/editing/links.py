"""What a preview link leads to: the draft, and one answer. For people without an account, on any host."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from cms.access.surfaces import Surface, guarded_by
from cms.core.file_uses import FileType, files_of_draft
from cms.core.models import BasePage
from cms.core.previewing import Preview, preview_for, seen_modes_of
from cms.media import sending
from cms.media.models import MediaDocument, MediaImage

from . import services
from .forms import DecisionForm
from .models import PreviewLink

FILE = re.compile(r"(?<![\w:/.-])/media/(?P<kind>images|documents)/(?P<key>\d{1,18})/")
FILE_TYPES: dict[str, FileType] = {"images": MediaImage, "documents": MediaDocument}


def link_of(request: HttpRequest, token: str) -> PreviewLink:
    """The link; 404 alike for none, and for one that is used, revoked, over, of another host, or for readers who will
    not see the page after all."""
    link = services.link_at(token, request.site_profile.host)  # type: ignore[attr-defined]
    if link is None or link.mode not in dict(seen_modes_of(link.revision.as_object())):
        raise Http404("This link leads nowhere.")
    return link


def unlisted(response: Any) -> HttpResponse:
    """The response as nobody keeps it, lists it, or tells other sites where it was."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not `no-referrer`, with which browsers send forms without saying where they come from.
    response["Referrer-Policy"] = "same-origin"
    answer: HttpResponse = response
    return answer


@guarded_by(Surface.LINK)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Says what the link is for, and takes one answer."""
    link = link_of(request, token)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not services.decide(link=link, **form.cleaned_data):
            raise Http404("Somebody was faster.")
        return unlisted(redirect("preview-done"))
    draft = link.revision.as_object()
    label = dict(seen_modes_of(draft))[link.mode]
    context = {"link": link, "form": form, "title": draft.title, "label": label, "token": token}
    return unlisted(render(request, "editing/link.html", context))


@guarded_by(Surface.LINK)
@require_GET
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The page as the link's audience will see it; around it only what everybody sees."""
    draft, preview, mode = draft_of(request, token)
    response = draft.preview_as(preview, mode)
    files = files_of_draft(draft, preview.own, preview.vouching)
    below = reverse("preview-link", args=[token]).removesuffix("/")

    def by_link(found: re.Match[str]) -> str:
        own = (FILE_TYPES[found["kind"]], int(found["key"])) in files
        return below + found.group() if own else found.group()

    response.content = FILE.sub(by_link, response.content.decode())
    return unlisted(response)


@guarded_by(Surface.LINK)
@require_safe
def image(request: HttpRequest, token: str, key: int, name: str) -> HttpResponse:
    """A picture of the draft; 404 alike for any other and for none, and once the link leads nowhere."""
    refuse_others(request, token, MediaImage, key)
    rendition = sending.rendition_at(key, name)
    return unlisted(sending.send(request, rendition.image, str(rendition.file.name), inline=True, kept=False))


@guarded_by(Surface.LINK)
@require_safe
def document(request: HttpRequest, token: str, key: int, name: str) -> HttpResponse:
    """A document of the draft, sent from here, because what a bucket signs outlives the link; 404 like `image`."""
    refuse_others(request, token, MediaDocument, key)
    found = sending.document_at(key, name)
    return unlisted(sending.send(request, found, str(found.file.name), inline=False, kept=False))


def draft_of(request: HttpRequest, token: str) -> tuple[BasePage, Preview, str]:
    """The link's draft, for whom it is shown, and the mode; raises Http404 as `link_of` does."""
    link = link_of(request, token)
    draft = link.revision.as_object()
    return draft, preview_for(draft, link.mode, None, link.made_by), link.mode


def refuse_others(request: HttpRequest, token: str, model: FileType, key: int) -> None:
    """Raises Http404 for a file that the link's draft does not show to the link's readers."""
    draft, preview, _mode = draft_of(request, token)
    if (model, key) not in files_of_draft(draft, preview.own, preview.vouching):
        raise Http404("No file stands at this address.")


@guarded_by(Surface.OPEN)
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Says thank you."""
    return unlisted(render(request, "editing/link_done.html"))

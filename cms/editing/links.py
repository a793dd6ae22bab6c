"""What a preview link leads to: the draft, and one answer. For people without an account, on any host."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cms.access.surfaces import Surface, guarded_by
from cms.core.previewing import preview_for, seen_modes_of

from . import services
from .forms import DecisionForm
from .models import PreviewLink


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
    link = link_of(request, token)
    draft = link.revision.as_object()
    return unlisted(draft.preview_as(preview_for(draft, link.mode, None), link.mode))


@guarded_by(Surface.OPEN)
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Says thank you."""
    return unlisted(render(request, "editing/link_done.html"))

"""What an editor does at once with a page: restrict it, lift a limit, preview it as somebody, send somebody a link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from cms.access.audiences import canonical
from cms.access.models import PageAccess
from cms.access.selectors import ceiling_of, gaining, names_of, seen_by, would_be_seen_by
from cms.access.services import lift_ceiling, restrict
from cms.core.models import BasePage
from cms.core.previewing import modes_of, preview_for, seen_modes_of

from . import services
from .forms import LiftForm, LinkForm, RestrictForm
from .models import PreviewLink
from .selectors import draft_of


def page_of(request: HttpRequest, key: int) -> BasePage:
    """The page, if the editor may edit it; 404 alike if they may not and if there is none."""
    page = Page.objects.filter(pk=key, depth__gt=1).first()
    page = page.specific if page is not None else None
    if not isinstance(page, BasePage) or not page.permissions_for_user(request.user).can_edit():
        raise Http404("No page of yours has this number.")
    return page


def restrict_now(request: HttpRequest, page_id: int) -> HttpResponse:
    """Takes readers away from a page at once, without waiting for approval; its drafts follow."""
    page = page_of(request, page_id)
    if page.alias_of_id:
        raise Http404("An alias has the readers of the page that it shows.")
    form = RestrictForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        restrict(page, form.cleaned_data["audiences"], request.user)  # type: ignore[arg-type]
        names = names_of(form.cleaned_data["audiences"])
        messages.success(request, _("“%(title)s” is now for %(names)s only.") % {"title": page.title, "names": names})
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "now": names_of(seen_by(page)), "below": page.get_descendants().count()}
    return render(request, "editing/restrict.html", context)


def lift(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ends the limit that a copy, a move or a conversion left on the page, for whoever may publish it."""
    page = page_of(request, page_id)
    ceiling = ceiling_of(page)
    if ceiling is None or not page.permissions_for_user(request.user).may_publish():
        raise Http404("There is no limit that you may lift.")
    own = PageAccess.objects.values_list("own", flat=True).get(pk=page.pk)
    gained = gaining(would_be_seen_by(page, own), would_be_seen_by(page, own, lifted=True))
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lift_ceiling(page, request.user)  # type: ignore[arg-type]
        messages.success(request, _("The limit on “%(title)s” is lifted.") % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "ceiling": names_of(canonical(ceiling)), "gained": names_of(gained)}
    return render(request, "editing/lift.html", context)


def preview(request: HttpRequest, page_id: int) -> HttpResponse:
    """Shows the last draft as the readers of an audience, and makes links for people without an account."""
    page = page_of(request, page_id)
    modes = modes_of(page)
    if not modes:
        raise Http404("The page stands on no site.")
    mode = request.GET.get("mode") or modes[0][0]
    languages = _languages(request, page)
    language = request.GET.get("language") or page.locale.language_code
    if mode not in dict(modes) or language not in dict(languages):
        raise Http404("There is no such preview of this page.")
    form = LinkForm(seen_modes_of(draft_of(page)), request.POST or None, initial={"mode": mode})
    address = ""
    if request.method == "POST" and form.is_valid():
        link, token = services.make_link(page=page, user=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        root = preview_for(page, link.mode, request.user).site.root_url
        address = root + reverse("preview-link", args=[token])
    context = {
        "page": page,
        "modes": modes,
        "mode": mode,
        "languages": languages,
        "language": language,
        "source": reverse("editing:preview-page", args=[page.pk])
        + "?"
        + urlencode({"mode": mode, "language": language}),
        "form": form,
        "address": address,
        "links": _links(page, dict(modes)),
    }
    return render(request, "editing/preview.html", context)


def _languages(request: HttpRequest, page: Page) -> list[tuple[str, str]]:
    """The languages in which the editor may edit the page."""
    every = page.get_translations(inclusive=True).select_related("locale").specific()
    own = [each for each in every if each.permissions_for_user(request.user).can_edit()]
    return [(each.locale.language_code, each.locale.get_display_name()) for each in own]


def _links(page: Page, labels: dict[str, str]) -> list[dict[str, Any]]:
    """The page's links, the newest first, with their state for people to read."""
    links = PreviewLink.objects.filter(page=page).select_related("made_by").order_by("-pk")[:20]
    now = timezone.now()
    return [
        {
            "link": link,
            "label": labels.get(link.mode, link.mode),
            "open": link.used_at is None and link.revoked_at is None and link.expires_at > now,
        }
        for link in links
    ]


@require_GET
@xframe_options_sameorigin
def preview_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The last draft alone, as the chosen readers will see it in the chosen language."""
    page = page_of(request, page_id)
    language = request.GET.get("language") or page.locale.language_code
    if language != page.locale.language_code:
        other = page.get_translations().filter(locale__language_code=language).first()
        page = page_of(request, other.pk if other is not None else 0)
    draft = page.get_latest_revision_as_object()
    response: HttpResponse = draft.make_preview_request(request, request.GET.get("mode") or modes_of(draft)[0][0])
    return response


@require_POST
def revoke(request: HttpRequest, page_id: int, link_id: int) -> HttpResponse:
    """Ends a preview link."""
    page = page_of(request, page_id)
    link = PreviewLink.objects.filter(pk=link_id, page=page).first()
    if link is None:
        raise Http404("This page has no such link.")
    services.revoke_link(link, request.user)  # type: ignore[arg-type]
    messages.success(request, _("The link leads nowhere now."))
    return redirect("editing:preview", page.pk)

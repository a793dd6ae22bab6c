"""Serving pages, and saying what is not there."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.access.rules import visible_to
from cms.access.surfaces import Surface, guarded_by, may_be_shared

from . import keys
from .addresses import address, language_prefix
from .languages import home_page
from .models import GoneAddress

LONGEST_PATH = 2000


@guarded_by(Surface.READER)
@may_be_shared
def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """The page at this address, if the reader may see it; a redirect to where it went; 410 or 404."""
    if "\x00" in path or len(path) > LONGEST_PATH:
        raise Http404("This cannot be an address of ours.")
    components = [component for component in path.split("/") if component]
    found = find(request, components)
    if found is None and get_language() != settings.LANGUAGE_CODE:
        translated, found = _in_main_language(request, components)
        if translated:
            return HttpResponseRedirect(translated)
    if found is not None:
        page, arguments = found
        response: HttpResponse = page.serve(request, **arguments)
        return response
    return _elsewhere(request)


@guarded_by(Surface.OPEN)
def absent(request: HttpRequest, **_: Any) -> HttpResponse:
    """404, for addresses of Wagtail's that Frontdoor does without."""
    raise Http404("This does not exist here.")


def find(request: HttpRequest, components: list[str]) -> tuple[Page, dict[str, Any]] | None:
    """The page that the reader may see at this path below the home page, and what to serve it with: two queries."""
    root = home_page(request)
    return None if root is None else _below(root, request, components)


def _below(root: Page, request: HttpRequest, components: list[str]) -> tuple[Page, dict[str, Any]] | None:
    paths = [root.url_path]
    for component in components:
        paths.append(f"{paths[-1]}{component}/")
    pages = visible_to(Page.objects.filter(url_path__in=paths), request.reader)  # type: ignore[attr-defined]
    deepest = pages.order_by("-depth").first()
    if deepest is None:
        return None
    rest = components[deepest.depth - root.depth :]
    page = deepest.specific
    if rest:
        keys.shows(keys.page_key(page.pk), keys.below_key(page.pk))
    return (page, {}) if not rest else page.subpath(request, rest)


def _in_main_language(request: HttpRequest, components: list[str]) -> tuple[str, tuple[Page, dict[str, Any]] | None]:
    """What stands at this path in the main language, for a reader of another: the address of its translation, or the
    page itself to be shown with a notice. Neither where the reader may not see it, or not the translated home page."""
    site, home = Site.find_for_request(request), home_page(request)
    reader = request.reader  # type: ignore[attr-defined]
    if site is None or home is None or not visible_to(Page.objects.filter(pk=home.pk), reader).exists():
        return "", None
    found = _below(site.root_page, request, components)
    if found is None:
        return "", None
    keys.shows(keys.mates_key(found[0].translation_key))
    mates = Page.objects.filter(translation_key=found[0].translation_key, locale_id=home.locale_id)
    translated = visible_to(mates, reader).first()
    url = address(translated, site) if translated is not None else ""
    if url and url != request.path:
        return url, None
    request.shown_in = settings.LANGUAGE_CODE  # type: ignore[attr-defined]
    return "", found


def _elsewhere(request: HttpRequest) -> HttpResponse:
    """Where an address led before: only to where the reader may go, so that a hidden target is as good as none."""
    site = Site.find_for_request(request)
    old_path = Redirect.normalise_path(request.get_full_path())
    candidates = Redirect.objects.filter(site_id__in=[site.pk]) | Redirect.objects.filter(site=None)
    paths = {old_path, Redirect.normalise_path(request.path)}
    moved = candidates.filter(old_path__in=paths).select_related("redirect_page").order_by("-old_path").first()
    if moved is not None:
        target = moved.redirect_link
        if moved.redirect_page is not None:
            seen = visible_to(Page.objects.filter(pk=moved.redirect_page_id), request.reader)  # type: ignore[attr-defined]
            page = seen.first()
            target = address(page, site) if page is not None else ""
        elif _leads_nowhere(request, target):
            target = ""
        if target:
            kind = HttpResponsePermanentRedirect if moved.is_permanent else HttpResponseRedirect
            return kind(target)
    if GoneAddress.objects.filter(site=site, path=request.path[:LONGEST_PATH]).exists():
        return render(request, "410.html", status=410)
    raise Http404("No page stands at this address.")


def _leads_nowhere(request: HttpRequest, target: str) -> bool:
    """Whether an address that somebody typed is that of a page on this site that the reader may not see, or of none."""
    path = urlsplit(target).path
    if not target.startswith("/") or target.startswith("//") or not is_served(path):
        return False
    prefix = language_prefix(get_language())
    components = [component for component in path.removeprefix(prefix).split("/") if component]
    moved_on = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()
    return not moved_on and find(request, components) is None


def is_served(path: str) -> bool:
    """Whether a path is one of those at which pages stand."""
    try:
        return resolve(path).func is serve
    except Resolver404:
        return False


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: says what is wrong with the request; made without a site, since its host may be unknown."""
    return render(None, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what is hidden and what does not exist; the exception's text is not shown."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: made without database or session, since either may be what failed."""
    try:
        return render(None, "500.html", status=500)
    except Exception:  # the last word has to come out whatever is broken
        return HttpResponse(f"<h1>{escape('Sorry, there is a problem with the service')}</h1>", status=500)

"""Serving pages, and saying what is not there."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.access.rules import visible_to
from cms.access.surfaces import Surface, guarded_by, may_be_shared

from . import keys
from .addresses import address, language_of, language_prefix
from .fetching import pages_at, specific_of
from .frame import BareFrame
from .languages import home_page, in_language
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
    pages = pages_at(paths, request.reader)  # type: ignore[attr-defined]
    # The pages on the way are the breadcrumbs.
    request._passed = {page.path: page for page in pages}  # type: ignore[attr-defined]
    page = specific_of(pages[-1]) if pages else None
    if page is None:
        return None
    rest = components[page.depth - root.depth :]
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
    url = address(translated, site, reader) if translated is not None else ""
    if url and url != request.path:
        return url, None
    request.shown_in = settings.LANGUAGE_CODE  # type: ignore[attr-defined]
    return "", found


def _elsewhere(request: HttpRequest) -> HttpResponse:
    """Where an address led before: only to where the reader may go, so that a hidden target is as good as none.

    Whoever reads in another language stays in it, also where only the address in the main language is known of.
    """
    site = Site.find_for_request(request)
    paths = _old_paths(request)
    candidates = Redirect.objects.filter(Q(site=site) | Q(site=None), old_path__in=paths)
    known = sorted(candidates, key=lambda moved: (paths.index(moved.old_path), moved.site_id is None))
    if known:
        moved = known[0]
        if moved.redirect_page_id is None:
            target = _typed_target(request, moved.redirect_link)
        else:
            target = _page_target(request, moved.redirect_page_id)
        if target:
            kind = HttpResponsePermanentRedirect if moved.is_permanent else HttpResponseRedirect
            return kind(target)
    gone = {path[:LONGEST_PATH] for path in (request.path, _in_main_tree(request.path))}
    if GoneAddress.objects.filter(site=site, path__in=gone).exists():
        return render(request, "410.html", status=410)
    raise Http404("No page stands at this address.")


def _old_paths(request: HttpRequest) -> list[str]:
    """Under what a redirect may know this address, the closest first."""
    whole = request.get_full_path()
    found = [whole, request.path, _in_main_tree(whole), _in_main_tree(request.path)]
    return list(dict.fromkeys(map(Redirect.normalise_path, found)))


def _in_main_tree(path: str) -> str:
    """The path in the main language of what stands at a path in the reader's."""
    return "/" + path.removeprefix(language_prefix(get_language()))


def _page_target(request: HttpRequest, key: int) -> str:
    """The address of a page, or of its translation for whoever reads in another language than the main one."""
    reader, language = request.reader, get_language()  # type: ignore[attr-defined]
    page = visible_to(Page.objects.filter(pk=key), reader).select_related("locale").first()
    if page is None:
        return ""
    if language != settings.LANGUAGE_CODE:
        page = in_language([page], reader, language)[page.pk]
    return address(page, Site.find_for_request(request), reader)


def _typed_target(request: HttpRequest, target: str) -> str:
    """An address that somebody typed; nothing if it is that of a page on this site that the reader may not see, or of
    none. Its own path says which language it is in."""
    parts = urlsplit(target)
    if not target.startswith("/") or target.startswith("//"):
        return target
    language = language_of(parts.path)
    with translation.override(language):
        if not is_served(parts.path):
            return target
        components = [component for component in parts.path.split("/") if component]
        found = find(request, components if language == settings.LANGUAGE_CODE else components[1:])
        if found is None and language != settings.LANGUAGE_CODE:
            _, found = _in_main_language(request, components[1:])
    if found is None:
        return target if Redirect.objects.filter(old_path=Redirect.normalise_path(parts.path)).exists() else ""
    if language == settings.LANGUAGE_CODE != get_language():
        page, arguments = found
        url = "" if arguments else _page_target(request, page.pk)
        parts = urlsplit(url or language_prefix(get_language()) + target[1:])._replace(
            query=parts.query, fragment=parts.fragment
        )
    return parts.geturl()


def is_served(path: str) -> bool:
    """Whether a path is one of those at which pages stand."""
    try:
        return resolve(path).func is serve
    except Resolver404:
        return False


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: says what is wrong with the request; made without a site, since its host may be unknown."""
    return _bare(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what is hidden and what does not exist; the exception's text is not shown."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: made without database or session, since either may be what failed."""
    try:
        return _bare(request, "500.html", 500)
    except Exception:  # the last word has to come out whatever is broken
        return HttpResponse(f"<h1>{escape('Sorry, there is a problem with the service')}</h1>", status=500)


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page in the language of the address that asks neither the request nor the database for anything more."""
    frame = BareFrame(language_of(request.path_info))
    with translation.override(frame.language_code):
        return render(None, template, {"frame": frame}, status=status)

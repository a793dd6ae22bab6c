"""Previews of a draft as the readers of an audience will see it on a host."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.access.audiences import PARTNER_PREFIX, PUBLIC, held_on, hosts_of
from cms.access.enums import Host
from cms.access.models import Audience
from cms.access.reader import SIGN_IN_HOSTS, Reader, previewer, reader_with
from cms.access.selectors import would_be_seen_by
from cms.access.sites import site_profiles

from .addresses import addresses

# The preview of all of the draft, in the middle of what the editor may see.
AS_EDITOR = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a preview is for: `own` reads the draft's own parts, `reader` all that stands around it, on this site.

    The draft's files are shown on the word of the user `vouching`, who may be None.
    """

    own: Reader
    reader: Reader
    site: Site
    vouching: Any


def modes_of(page: Page) -> list[tuple[str, str]]:
    """Each audience on each host that has the page and where the audience counts: (`host:key`, label)."""
    found = []
    labels = list(Audience.objects.values_list("key", "label"))
    for profile in site_profiles():
        if not _stands_on(page, profile.site):
            continue
        for key, label in labels:
            if profile.host in hosts_of(key) and not (key == PUBLIC and profile.host in SIGN_IN_HOSTS):
                found.append((f"{profile.host}:{key}", f"{label} – {Host(profile.host).label}"))
    return found


def seen_modes_of(draft: Page) -> list[tuple[str, str]]:
    """Those of the modes whose readers will see the page, once the draft is published."""
    seen = would_be_seen_by(draft, draft.audiences)
    return [(mode, label) for mode, label in modes_of(draft) if held_on([_key(mode)], _host(mode)) & seen]


def _host(mode: str) -> str:
    return mode.split(":", 1)[0]


def _key(mode: str) -> str:
    return mode.split(":", 1)[1]


def _stands_on(page: Page, site: Site) -> bool:
    """Whether the page is below the site's home page, in any language, or below no site's and shown by all."""
    paths = [root.root_path for root in Site.get_site_root_paths()]
    if not any(page.url_path.startswith(path) for path in paths):
        return True
    return any(
        page.url_path.startswith(root.root_path) for root in Site.get_site_root_paths() if root.site_id == site.pk
    )


def preview_for(page: Page, mode: str, viewer: Any, vouching: Any = None) -> Preview:
    """What a mode stands for. `viewer` looks at it: an editor, who sees nothing around the draft that they do not hold
    themselves, or None for somebody who sees there what everybody does, and the draft's files on the word of
    `vouching`. Raises Http404 for no mode of the page."""
    if mode not in dict(modes_of(page)):
        raise Http404("There is no such preview of this page.")
    host = _host(mode)
    names = dict(Audience.objects.values_list("key", "label"))
    own = reader_with([_key(mode)], host, names=names)
    held = previewer(viewer, host).audiences if viewer is not None else reader_with((), host).audiences
    common = own.audiences & held
    organisations = frozenset(key.removeprefix(PARTNER_PREFIX) for key in common if key.startswith(PARTNER_PREFIX))
    site = next(profile.site for profile in site_profiles() if profile.host == host)
    return Preview(own, replace(own, audiences=common, organisations=organisations), site, viewer or vouching)


def _whole(request: HttpRequest) -> Preview:
    """All of a draft, and around it what the request's reader may see."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    names = dict(Audience.objects.values_list("key", "label"))
    site = Site.find_for_request(request)
    assert site is not None
    return Preview(replace(reader, audiences=frozenset(names) | {PUBLIC}, names=names), reader, site, request.user)


class PreviewMixin:
    """Adds the audiences to Wagtail's previews of a page type."""

    pk: Any
    audiences: list[str]
    serve: Any

    # The site of the preview that is being made.
    preview_site: Site | None = None

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """All of it, and as each audience on each host."""
        return [(AS_EDITOR, _("Everything")), *modes_of(self)]

    @property
    def default_preview_mode(self) -> str:
        """All of it."""
        return AS_EDITOR

    def make_preview_request(
        self, original_request: Any = None, preview_mode: str | None = None, extra_request_attrs: Any = None
    ) -> Any:
        """The answer to a reader of the chosen audience, who is signed in as nobody; raises Http404 for no mode."""
        if not preview_mode:
            return super().make_preview_request(original_request, preview_mode, extra_request_attrs)  # type: ignore[misc]
        return self.preview_as(preview_for(self, preview_mode, original_request.user), preview_mode)

    def preview_as(self, preview: Preview, mode: str = AS_EDITOR) -> Any:
        """The answer to such a reader: with no cookies, and as fresh as it is never kept."""
        self.preview_site = preview.site
        try:
            return super().make_preview_request(None, mode, {"preview": preview})  # type: ignore[misc]
        finally:
            self.preview_site = None

    def _get_dummy_header_url(self, original_request: Any = None) -> str | None:
        """Where the reader would ask for the page."""
        site = self.preview_site
        if site is None:
            return super()._get_dummy_header_url(original_request)  # type: ignore[misc,no-any-return]
        path = addresses([self], site).get(self.pk, "/") if self.pk else "/"
        address: str = site.root_url + (path if path.startswith("/") else "/")
        return address

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """The page, or the page that says that there is none, if the audience will not see it; an editor sees all."""
        response: HttpResponseBase
        if not hasattr(request, "preview"):
            request.preview = _whole(request)  # type: ignore[attr-defined]
            response = self.serve(request)
        elif request.preview.own.audiences & would_be_seen_by(self, self.audiences):
            response = self.serve(request)
        else:
            response = render(request, "404.html", status=404)
        response["Cache-Control"] = "private, no-store"
        return response

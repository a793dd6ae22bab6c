"""Binds each request to its site and its reader before anything else looks at it."""

from collections.abc import Callable
from contextlib import nullcontext

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language_from_path
from wagtail.models import Site

from .enums import Host
from .memory import remembering
from .reader import SIGN_IN_HOSTS, previewer, reader_for
from .sites import site_profiles

Handler = Callable[[HttpRequest], HttpResponse]

# What a host that asks for sign-in answers without it: the same for every other address, there or not.
OPEN_PATHS = ("/sign-in/", "/signed-out/", "/static/", "/preview/")
ADMIN_PATH = "/admin/"
# Requests that change nothing.
READING = {"GET", "HEAD"}


class PrivateByDefaultMiddleware:
    """Every response is for its reader alone unless the view says that it may be shared."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        if not has_vary_header(response, "Cookie"):
            patch_vary_headers(response, ["Cookie"])
        return response


class SiteMiddleware:
    """Finds the site by the host name alone; a host that is no site of ours is a bad request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with remembering(reads=True) if request.method in READING else nullcontext():
            self._bind(request)
            return self.get_response(request)

    def _bind(self, request: HttpRequest) -> None:
        hostname = request.get_host().rsplit(":", 1)[0].lower()
        profile = next((one for one in site_profiles() if one.site.hostname == hostname), None)
        if profile is None:
            raise BadRequest(f"No site of this council is called {hostname}.")
        site: Site = profile.site
        site.profile = profile
        request._wagtail_site = site  # type: ignore[attr-defined]  # Wagtail looks for it here
        request.site_profile = profile  # type: ignore[attr-defined]


class ReaderMiddleware:
    """Builds the reader, and keeps those who have no business on a host out of all of it alike."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.site_profile.host  # type: ignore[attr-defined]
        user = request.user
        if hasattr(request, "reader"):
            # Settled before, by what answers other programs and has no sign-in page to lead to.
            return self.get_response(request)
        if getattr(request, "is_dummy", False):
            # Wagtail's own request for a preview, made within the server; no request from outside has this mark.
            chosen = getattr(request, "preview", None)
            request.reader = chosen.reader if chosen else previewer(user, host)  # type: ignore[attr-defined]
            return self.get_response(request)
        request.reader = reader = reader_for(user.pk, host)  # type: ignore[attr-defined]
        # A path in another language than the main one has its prefix in front.
        prefix = get_language_from_path(request.path)
        path = request.path.removeprefix(f"/{prefix}") if prefix else request.path
        if host in SIGN_IN_HOSTS and not reader.audiences and not path.startswith(OPEN_PATHS):
            if not user.is_authenticated:
                return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
            if not path.startswith("/sign-out/"):
                return render(request, "403.html", status=403)
        if host != Host.INTRANET and request.path.startswith(ADMIN_PATH):
            raise Http404
        return self.get_response(request)

"""Probes, languages, due publications, and errors in the site's theme."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from .addresses import language_of, read_in
from .health import readiness
from .publishing import publish_due
from .theming import BASE, active_theme

Handler = Callable[[HttpRequest], HttpResponse]


class ProbeMiddleware:
    """Answers `/healthz` and `/readyz` on whatever host name the prober uses."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return self._answer(200, {"status": "ok"})
        if request.path == "/readyz":
            ready, checks = readiness()
            return self._answer(200 if ready else 503, {"status": "ok" if ready else "unready", "checks": checks})
        return self.get_response(request)

    def _answer(self, status: int, body: dict[str, object]) -> HttpResponse:
        answer = HttpResponse(json.dumps(body), status=status, content_type="application/json")
        answer["Cache-Control"] = "no-store"
        return answer


class ThemeMiddleware:
    """Puts on the site's theme for the time of the request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = active_theme.set(request.site_profile.theme or BASE)  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            active_theme.reset(token)


class LanguageMiddleware:
    """The address alone says the language, so that one address is one page whoever asks: `/cy/…` is Welsh, the rest
    the main language. Browsers' wishes and cookies do not count."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        request.LANGUAGE_CODE = language
        with translation.override(language), read_in(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SameOriginMiddleware:
    """Takes a form that a browser says was sent from a page of this very host, though it carries no token.

    Pages that are made once for many readers hold no token of anyone's. Browsers say where a request comes from, and no
    page elsewhere can make them say this; from a browser that says nothing, and in the admin, a token is needed.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/") and self._comes_from_here(request):
            request.csrf_processing_done = True  # type: ignore[attr-defined]  # what CsrfViewMiddleware looks for
        return self.get_response(request)

    def _comes_from_here(self, request: HttpRequest) -> bool:
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        own = f"{request.scheme}://{request.get_host()}"
        if site is None:
            return origin == own
        return site == "same-origin" and origin in {None, own}


class ScheduleMiddleware:
    """What is due goes live with the first request after its time, should the clock not have come to it yet."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(("/static/", "/admin/")):
            publish_due()
        return self.get_response(request)

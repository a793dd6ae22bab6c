"""Probes, languages, due publications, and errors in the site's theme."""

import json
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware

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


class LanguageMiddleware(LocaleMiddleware):
    """The address alone says the language, so that one address is one page whoever asks."""

    def process_request(self, request: HttpRequest) -> None:
        """`/cy/…` is Welsh, the rest the main language; browsers' wishes and cookies do not count."""
        from django.utils import translation

        first = request.path_info.split("/", 2)[1]
        codes = {code for code, _ in settings.LANGUAGES}
        language = first if first in codes else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language


class ScheduleMiddleware:
    """What is due goes live with the first request after its time, should the clock not have come to it yet."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(("/static/", "/admin/")):
            publish_due()
        return self.get_response(request)

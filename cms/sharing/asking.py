"""Which requests may be given a shared answer, and under what address it is kept."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode

METHODS = {"GET", "HEAD"}
LONGEST = 500


def address_of(environ: dict[str, Any]) -> str | None:
    """Scheme, host, path and query of a request whose reader nothing is known of; None for all others."""
    if environ["REQUEST_METHOD"] not in METHODS or "HTTP_AUTHORIZATION" in environ:
        return None
    cookie = environ.get("HTTP_COOKIE")
    # By mere occurrence: better private once too often.
    if cookie and (settings.SESSION_COOKIE_NAME in cookie or any(name in cookie for name in settings.PRIVATE_COOKIES)):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if len(path) + len(query) > LONGEST or path.startswith(settings.STATIC_URL):
        return None
    return f"{_scheme(environ)}://{environ.get('HTTP_HOST', '').lower()}{path}?{query}"


def _scheme(environ: dict[str, Any]) -> str:
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        said = environ.get(header)
        if said is not None:
            return "https" if said.split(",", 1)[0].strip() == secure else "http"
    scheme: str = environ["wsgi.url_scheme"]
    return scheme


def is_plain(request: HttpRequest, parameters: set[str]) -> bool:
    """Whether host and query are written in the way in which answers are kept, so that they stay few."""
    site = request.site_profile.site  # type: ignore[attr-defined]
    _, _, port = request.get_host().partition(":")
    if port not in {"", str(site.port), request.META.get("SERVER_PORT")}:
        return False
    written = urlencode({name: str(value) for name, value in request.GET.items()})
    # As browsers write a path in a query, and as people do.
    plain = {written, written.replace("%2F", "/")}
    return set(request.GET) <= parameters and request.META.get("QUERY_STRING", "") in plain

"""Gives shared answers before Django is asked, and makes each of them once."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve
from django.utils import translation

from .answers import Answer, Headers, StartResponse
from .asking import address_of
from .backends.base import Away
from .keeping import Keeper, keeper

Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class SharedAnswers:
    """A WSGI application around Django's.

    An answer that it gives was made by all of Django's middleware for a request with the same scheme, host, path and
    query, so the host is a known one; see cms.sharing.middleware for what may be shared.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        kept = keeper()
        address = address_of(environ) if kept is not None else None
        if kept is None or address is None:
            return self.application(environ, start_response)
        answer = kept.find(address)
        if answer is not None:
            return answer.give(environ, start_response)
        if environ["REQUEST_METHOD"] != "GET" or not is_of_shared_view(environ):
            return self.application(environ, start_response)
        try:
            with kept.making(address) as first:
                # Whoever comes first now may have looked before another was done.
                answer = kept.find(address)
                if answer is None and first:
                    return self._make(kept, address, environ, start_response)
        except Away:
            answer = None
        if answer is not None:
            return answer.give(environ, start_response)
        # It is not for sharing after all, or took too long: nobody waits a second time.
        return self._make(kept, address, environ, start_response)

    def _make(
        self, kept: Keeper, address: str, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        said: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, exc_info: Any = None) -> None:
            said.append((status, headers))

        parts = self.application(environ, note)
        status, headers = said[-1]
        shared = environ.get("frontdoor.shared")
        if (
            shared is None
            or not status.startswith(str(int(HTTPStatus.OK)))
            or any(name.lower() == "set-cookie" for name, _ in headers)
        ):
            start_response(status, headers)
            return parts
        try:
            body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        answer = Answer(headers, body, *shared)
        kept.keep(address, answer)
        return answer.give(environ, start_response)


def is_of_shared_view(environ: dict[str, Any]) -> bool:
    """Whether the address belongs to a view that may be shared."""
    path = get_path_info(environ)
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    language = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            return bool(getattr(resolve(path).func, "may_be_shared", False))
        except Resolver404:
            return False

"""Gives shared answers before Django is asked, and makes each of them once."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve
from django.utils import translation

from .answers import NOT_MODIFIED, Answer, Headers, StartResponse, knows, of_not_modified, tag_in
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
        if environ["REQUEST_METHOD"] != "GET" or not is_for_sharing(environ):
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

        # What one reader has already others may not have: it is made whole in any case.
        known = environ.pop("HTTP_IF_NONE_MATCH", None)
        parts = self.application(environ, note)
        if known is not None:
            environ["HTTP_IF_NONE_MATCH"] = known
        status, headers = said[-1]
        is_whole = status.startswith(str(int(HTTPStatus.OK)))
        shared, tag = environ.get("frontdoor.shared"), tag_in(headers)
        if shared is None or not is_whole or any(name.lower() == "set-cookie" for name, _ in headers):
            if is_whole and tag and knows(known, tag):
                _close(parts)
                start_response(NOT_MODIFIED, of_not_modified(headers))
                return []
            start_response(status, headers)
            return parts
        try:
            body = b"".join(parts)
        finally:
            _close(parts)
        answer = Answer(headers, body, *shared)
        kept.keep(address, answer)
        return answer.give(environ, start_response)


def _close(parts: Iterable[bytes]) -> None:
    close = getattr(parts, "close", None)
    if close is not None:
        close()


def is_for_sharing(environ: dict[str, Any]) -> bool:
    """Whether the address belongs to a view that may be shared, and asks for nothing that its answers never are."""
    path = get_path_info(environ)
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    language = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            view: Any = resolve(path).func
        except Resolver404:
            return False
    query = environ.get("QUERY_STRING", "")
    return getattr(view, "may_be_shared", False) and not any(f"{name}=" in query for name in view.never_shared_with)

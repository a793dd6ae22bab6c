"""How end points are written: `router = Router()` in an app's `api.py`, `@reads(router, "/…/", Shape)` above each."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from cms.core import keys

from .parameters import SHARED_LIMITS
from .problems import wrong
from .schemas import ProblemOut

Endpoint = Callable[..., HttpResponse]

ERRORS = {400: ProblemOut, 401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 405: ProblemOut}


# The names of end points whose answers may be shared, see cms.access.surfaces.may_be_shared.
SHARED: set[str] = set()
# Parameters with so many good values that whoever likes could fill a cache with answers to them.
WITH_MANY_VALUES = {"fields", "cursor"}
PRIVATE = "private, no-store"


def reads(router: Router, path: str, shape: Any, *, shared: bool = False) -> Callable[[Endpoint], Endpoint]:
    """Registers an end point that answers GET with that shape; parameters that it does not take are refused by name.

    `shared` says that its answers to anonymous readers may be made once for all of them: what they show is said by
    cms.core.keys. Answers to the same written in an odd way stay private, so that the shared ones are few.
    """

    def register(endpoint: Endpoint) -> Endpoint:
        known = frozenset(inspect.signature(endpoint).parameters)

        @functools.wraps(endpoint)
        def checked(request: HttpRequest, **arguments: Any) -> HttpResponse:
            for name, value in request.GET.items():
                if name not in known:
                    raise wrong(name[:40], _("There is no such parameter here."))
                if "\x00" in str(value):
                    raise wrong(name, _("This holds a character that nobody can type."))
            response = endpoint(request, **arguments)
            if getattr(request, "is_shareable", False):
                _allow_or_forbid(request, response, shared and is_plain(request, arguments))
            return response

        if shared:
            SHARED.add(endpoint.__name__)
        summary = (endpoint.__doc__ or "").strip().split("\n")[0]
        operation = router.get(
            path,
            response={200: shape, 304: None, **ERRORS},
            operation_id=endpoint.__name__,
            summary=summary,
            description=summary,
        )
        made: Endpoint = operation(checked)
        return made

    return register


def _allow_or_forbid(request: HttpRequest, response: HttpResponse, shared: bool) -> None:
    if shared:
        for name in request.GET:
            keys.reads(name)
    else:
        response["Cache-Control"] = PRIVATE


def is_plain(request: HttpRequest, arguments: Mapping[str, Any]) -> bool:
    """Whether each parameter has one of few values, and is written as that value always is."""
    match = request.resolver_match
    written = {**request.GET.dict(), **(match.kwargs if match else {})}
    return (
        all(text == str(arguments[name]) and name not in WITH_MANY_VALUES for name, text in written.items())
        and ("limit" not in written or arguments["limit"] in SHARED_LIMITS)
        and ("path" not in written or is_plain_path(arguments["path"]))
    )


def is_plain_path(path: str) -> bool:
    """Whether a path is written as its page's address is."""
    return path.startswith("/") and path.endswith("/") and "//" not in path

"""How end points are written: `router = Router()` in an app's `api.py`, `@reads(router, "/…/", Shape)` above each."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from .problems import wrong
from .schemas import ProblemOut

Endpoint = Callable[..., HttpResponse]

ERRORS = {400: ProblemOut, 401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 405: ProblemOut}


def reads(router: Router, path: str, shape: Any) -> Callable[[Endpoint], Endpoint]:
    """Registers an end point that answers GET with that shape; parameters that it does not take are refused by name."""

    def register(endpoint: Endpoint) -> Endpoint:
        known = frozenset(inspect.signature(endpoint).parameters)

        @functools.wraps(endpoint)
        def checked(request: HttpRequest, **arguments: Any) -> HttpResponse:
            for name, value in request.GET.items():
                if name not in known:
                    raise wrong(name[:40], _("There is no such parameter here."))
                if "\x00" in str(value):
                    raise wrong(name, _("This holds a character that nobody can type."))
            return endpoint(request, **arguments)

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

"""Addresses of the reader API: those of pages, and what other apps add in their `api.py`."""

import functools
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from cms.access.surfaces import Surface, guarded_by, may_be_shared

from .answers import answer
from .documents import as_json
from .problems import Problem, absent, problem_response, wrong
from .registry import SHARED, WITH_MANY_VALUES

# What a parameter is that is not of its kind, by the beginning of pydantic's word for that.
INVALID = {
    "missing": gettext_lazy("Give this parameter."),
    "extra_forbidden": gettext_lazy("There is no such parameter here."),
    "int": gettext_lazy("Give a whole number."),
    "bool": gettext_lazy("Give true or false."),
    "date": gettext_lazy("Give a day, as 2026-03-31."),
    "string_too_long": gettext_lazy("This is too long."),
    "string": gettext_lazy("Give a text."),
}


def make_api() -> NinjaAPI:
    """The API with the routers of all apps, lowest first."""
    made = NinjaAPI(
        title="Frontdoor reader API",
        version="1",
        description="What a reader may read on this host, live content only.",
        urls_namespace="api",
        openapi_url="",
        docs_url=None,
        openapi_extra={"security": [{}, {"token": []}]},
        servers=[{"url": "/", "description": "Each host answers for its own site."}],
    )
    for name in settings.LOCAL_APPS:
        config = apps.get_app_config(name.rsplit(".", 1)[-1])
        if module_has_submodule(config.module, "api"):
            made.add_router("", import_module(f"{name}.api").router)
    made.add_exception_handler(Problem, on_problem)
    made.add_exception_handler(ValidationError, on_invalid)
    made.add_exception_handler(HttpError, on_refused)
    return made


def on_problem(request: HttpRequest, problem: Any) -> HttpResponse:
    """What an end point raised."""
    return problem_response(problem)


def on_invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """400 for the first parameter that is missing or of the wrong kind."""
    first = error.errors[0]
    name = str(first["loc"][-1])
    told = next((text for kind, text in INVALID.items() if first["type"].startswith(kind)), None)
    return problem_response(wrong(name, str(told or _("This is not what belongs here."))))


def on_refused(request: HttpRequest, error: Any) -> HttpResponse:
    """400 for a body that is no JSON."""
    return problem_response(Problem(error.status_code, _("Send a JSON object.")))


api = make_api()


@guarded_by(Surface.OPEN)
@may_be_shared
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description of all end points."""
    return answer(request, description())


@functools.cache
def description() -> bytes:
    """See `openapi`."""
    schema: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="api/v1/"))
    token = {"type": "http", "scheme": "bearer", "description": "A reader token, good for one host."}
    schema["components"] = {**schema["components"], "securitySchemes": {"token": token}}
    return as_json(schema)


@guarded_by(Surface.OPEN)
def unknown(request: HttpRequest) -> HttpResponse:
    """404 for what is no end point."""
    return problem_response(absent())


urlpatterns = [
    *(pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"),
    path("openapi.json", openapi, name="openapi"),
    re_path(r"", unknown, name="unknown"),
]
for pattern in urlpatterns[:-2]:
    guarded_by(Surface.READER)(pattern.callback)
    if pattern.name in SHARED:
        may_be_shared(pattern.callback, WITH_MANY_VALUES)

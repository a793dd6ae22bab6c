"""Lets the API speak for itself: who reads is settled without sign-in pages, and errors are never HTML."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.access.reader import SIGN_IN_HOSTS, reader_for

from .problems import PROBLEM, Problem, absent, problem_response
from .tokens import reader_of

Handler = Callable[[HttpRequest], HttpResponse]

PREFIX = "/api/v1/"
DETAILS = {
    400: gettext_lazy("This request cannot be answered."),
    403: gettext_lazy("This host is not for you."),
    405: gettext_lazy("Only GET and HEAD are answered here."),
    500: gettext_lazy("Something went wrong here, not with the request."),
}


class ProblemMiddleware:
    """Every error under the prefix is a problem, wherever it came up."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = self.get_response(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != PROBLEM:
            problem = absent() if response.status_code == 404 else Problem(response.status_code, _detail(response))
            allowed = response.headers.get("Allow")
            response = problem_response(problem)
            if allowed:
                response["Allow"] = "GET, HEAD"
        patch_vary_headers(response, ["Authorization"])
        if head:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def _detail(response: HttpResponse) -> str:
    return str(DETAILS.get(response.status_code, DETAILS[400]))


class ApiReaderMiddleware:
    """Builds the reader of a request to the API; who has no business on a host is told so, whatever they ask for."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        bound: Any = request
        host = bound.site_profile.host
        authorization = request.headers.get("Authorization")
        if authorization is not None:
            # Whoever shows a token is not whom a cookie says.
            bound.user = AnonymousUser()
            reader = reader_of(authorization, host)
            if reader is None:
                return unauthorised()
            bound.reader = reader
            return self.get_response(request)
        bound.reader = reader = reader_for(bound.user.pk, host)
        if host in SIGN_IN_HOSTS and not reader.audiences:
            if bound.user.is_authenticated:
                return problem_response(Problem(403, str(DETAILS[403])))
            return unauthorised()
        return self.get_response(request)


def unauthorised() -> HttpResponse:
    """401, whatever is missing or wrong."""
    response = problem_response(Problem(401, _("Sign in, or send a token that holds for this host.")))
    response["WWW-Authenticate"] = "Bearer"
    return response

"""What browsers are told to refuse: scripts, styles, frames and features that a page did not ask for."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponse]
ADMIN_PATH = "/admin/"


class ContentPolicyMiddleware(CSPMiddleware):
    """The content security policy: strict for readers, in the admin as strict as Wagtail's own screens bear."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The admin's directives in place of the readers' below its path."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(ADMIN_PATH):
            parts.replace = settings.ADMIN_CONTENT_POLICY
        return parts


class ResourcePolicyMiddleware:
    """No other site embeds what this one answers."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

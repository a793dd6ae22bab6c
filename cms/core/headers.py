"""What browsers are told to refuse: scripts, styles, frames and features that a page did not ask for."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponse]
ADMIN_PATH = "/admin/"


class ContentPolicyMiddleware(CSPMiddleware):
    """The content security policy: strict for readers, in the admin as strict as Wagtail's own screens bear.

    It is the same for every answer of either that holds no nonce, so django-csp puts those two together once. Its
    decorators for single views would have no effect on them.
    """

    def __init__(self, get_response: Handler) -> None:
        super().__init__(get_response)
        self.for_readers = build_policy()
        self.for_admin = build_policy(replace=settings.ADMIN_CONTENT_POLICY)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Django-csp's own where a page took a nonce; where none did, nothing may take one any more."""
        if getattr(request, "_csp_nonce", None) is not None:
            return super().process_response(request, response)
        in_admin = request.path.startswith(ADMIN_PATH)
        response.headers.setdefault(HEADER, self.for_admin if in_admin else self.for_readers)
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response

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

"""Gives every template its frame."""

from typing import Any

from django.http import HttpRequest

from .frame import Frame


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame`: see cms.core.frame.Frame. What many readers share holds no one's token: see SameOriginMiddleware."""
    context: dict[str, Any] = {"frame": Frame(request)}
    match = request.resolver_match
    if getattr(request, "is_shareable", False) and getattr(match and match.func, "may_be_shared", False):
        context["csrf_token"] = "NOTPROVIDED"  # noqa: S105  # which Django leaves out
    return context

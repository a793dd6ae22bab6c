"""Errors as RFC 9457 wants them."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

PROBLEM = "application/problem+json"


class Problem(Exception):
    """A request that is not answered; `parameter` names what of it is wrong. The text never repeats what was sent."""

    def __init__(self, status: int, detail: str, parameter: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameter = status, detail, parameter


def wrong(parameter: str, detail: str) -> Problem:
    """400."""
    return Problem(400, detail, parameter)


def absent() -> Problem:
    """404: the same for what is hidden and what is not there."""
    return Problem(404, _("There is nothing here that you may read."))


def problem_response(problem: Problem) -> HttpResponse:
    """The answer."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.parameter:
        body["parameter"] = problem.parameter
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=problem.status, content_type=PROBLEM)

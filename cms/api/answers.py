"""Answers as bytes."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from .documents import as_json
from .making import etag_of

JSON = "application/json"


def answer(request: HttpRequest, body: bytes, etag: str = "") -> HttpResponse:
    """The body, or 304 for who has it already."""
    etag = etag or etag_of(body)
    known = request.headers.get("If-None-Match", "")
    if known and (known == "*" or etag in (tag.strip().removeprefix("W/") for tag in known.split(","))):
        unchanged: HttpResponse = HttpResponseNotModified()
        unchanged["ETag"] = etag
        return unchanged
    response = HttpResponse(body, content_type=JSON)
    response["ETag"] = etag
    return response


def data_answer(request: HttpRequest, data: Any) -> HttpResponse:
    """The data as JSON."""
    return answer(request, as_json(data))


def chosen(body: bytes, fields: list[str] | None) -> bytes:
    """A JSON object with these of its fields only."""
    if fields is None:
        return body
    data = json.loads(body)
    return as_json({name: data[name] for name in fields})


def list_answer(
    request: HttpRequest, items: list[bytes], fields: list[str] | None, cursor: str, **more: Any
) -> HttpResponse:
    """A page of a list: `items`, and `next`, the cursor of what comes after them (null at the end)."""
    head = as_json({"next": cursor or None, **more})
    return answer(request, head[:-1] + b',"items":[' + b",".join(chosen(item, fields) for item in items) + b"]}")

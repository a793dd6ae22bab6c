"""Answers as bytes."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from .documents import as_json
from .making import etag_of
from .parameters import Part, cursor_for
from .selectors import Listing, cards_of

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


def list_answer(request: HttpRequest, listing: Listing, part: Part) -> HttpResponse:
    """A part of a list: `items`, and `next`, the cursor of what comes after them (null at the end)."""
    found = cards_of(request, listing, part.after, part.most + 1)
    following = cursor_for(part.listed, [found[part.most - 1][1]]) if len(found) > part.most else None
    items = b",".join(chosen(card, part.fields) for card, _ in found[: part.most] if card)
    return answer(request, b'{"next":' + as_json(following) + b',"items":[' + items + b"]}")

"""An answer that may be given to every anonymous reader."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from .marks import slots_of

Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], Any]

# Browsers and foreign caches ask each time whether it is still good: nobody could tell them that it is not.
CACHE_CONTROL = "public, max-age=0, must-revalidate"
WITH_NOT_MODIFIED = {"cache-control", "content-location", "date", "etag", "expires", "vary"}
# Said only to our own nginx, which keeps it to itself.
TO_NGINX = {"surrogate-key", "surrogate-generation", "x-accel-expires"}
SMALLEST_COMPRESSED = 500
NOT_MODIFIED = f"304 {HTTPStatus.NOT_MODIFIED.phrase}"


class Answer:
    """Status 200 with headers and body, whole and compressed; see cms.sharing.marks for `generation` and `keys`.

    `until` is the moment, in seconds since 1970, from which it must not be used.
    """

    __slots__ = (
        "body",
        "checked",
        "compressed",
        "compressed_headers",
        "generation",
        "headers",
        "keys",
        "not_modified_headers",
        "plain_headers",
        "slots",
        "tag",
        "until",
    )

    def __init__(self, headers: Headers, body: bytes, generation: int, keys: list[str], until: float) -> None:
        self.headers, self.body = headers, body
        self.generation, self.keys, self.until = generation, keys, until
        self.slots = slots_of(keys)
        # The head of the marks at which it was last found good.
        self.checked = generation
        # Weak, for it stands on the compressed body too; the view's own one if it has one.
        self.tag = f"W/{tag_in(headers) or quoted_digest(body)}"
        self.compressed = gzip.compress(body, 6, mtime=0) if len(body) >= SMALLEST_COMPRESSED else b""
        kept = [(name, value) for name, value in headers if name.lower() not in {"content-length", "etag"}]
        kept.append(("ETag", self.tag))
        self.plain_headers = [*kept, ("Content-Length", str(len(body)))]
        self.compressed_headers = [
            *kept,
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(self.compressed))),
        ]
        self.not_modified_headers = of_not_modified(kept)

    @property
    def size(self) -> int:
        """About how much memory it takes, in bytes."""
        return len(self.body) + len(self.compressed) + 2000

    def give(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """The answer to one request: 304 for who has it already, no body for HEAD, compressed for who reads that."""
        if knows(environ.get("HTTP_IF_NONE_MATCH"), self.tag):
            start_response(NOT_MODIFIED, list(self.not_modified_headers))
            return []
        if self.compressed and reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            start_response("200 OK", list(self.compressed_headers))
            body = self.compressed
        else:
            start_response("200 OK", list(self.plain_headers))
            body = self.body
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def pack(self) -> bytes:
        """All of it as bytes, without code in it, whoever may have written to where it is kept."""
        head = json.dumps([self.headers, self.generation, self.keys, self.until, len(self.body)])
        return head.encode() + b"\n" + self.body

    @classmethod
    def unpack(cls, packed: bytes) -> "Answer | None":
        """The answer that was packed; None for bytes that are not whole."""
        head, _, body = packed.partition(b"\n")
        try:
            headers, generation, keys, until, length = json.loads(head)
        except ValueError:
            return None
        if len(body) != length:
            return None
        return cls([(name, value) for name, value in headers], body, generation, keys, until)


def tag_in(headers: Headers) -> str:
    """The entity tag among some headers, with its quotes and without what makes it weak; nothing if there is none."""
    return next((value.removeprefix("W/") for name, value in headers if name.lower() == "etag"), "")


def quoted_digest(body: bytes) -> str:
    """An entity tag for a body."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def knows(said: str | None, tag: str) -> bool:
    """Whether an If-None-Match names an entity tag, weak or not."""
    return said is not None and (tag.removeprefix("W/") in said or said.strip() == "*")


def of_not_modified(headers: Headers) -> Headers:
    """Those of the headers of an answer that stand on a 304 in its place."""
    return [(name, value) for name, value in headers if name.lower() in WITH_NOT_MODIFIED | TO_NGINX]


def reads_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding names gzip without refusing it."""
    for item in accepted.split(","):
        name, _, quality = item.partition(";")
        if name.strip().lower() in {"gzip", "x-gzip"}:
            return quality.replace(" ", "").lower() not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False

"""Denied equals absent: what is hidden answers in every point like what never existed."""

import re
from urllib.parse import parse_qsl, quote, urlsplit

from .people import Answer

TOKEN = re.compile(
    r'(name="csrfmiddlewaretoken" value=")[^"]*|(csrf=)[^;]*|(expires=)[^;]*|(\bnonce=")[^"]*|(\'nonce-)[^\']*|("CSRF_TOKEN": ")[^"]*'
)
# Follows the length of the address, which the bodies may repeat.
NOT_COMPARED = {"content-length", "date"}


def differences(hidden: Answer, absent: Answer) -> list[str]:
    """In what the two answers differ, apart from the address or the words that each was asked for."""
    # The longest first: of an address, its path would leave a rest in one answer and none in the other.
    said = sorted({*_said(hidden), *_said(absent)}, key=len, reverse=True)
    found = []
    if hidden.status != absent.status:
        found.append(f"status {hidden.status}, not {absent.status}")
    if _headers(hidden, said) != _headers(absent, said):
        found.append(f"headers {_headers(hidden, said)}, not {_headers(absent, said)}")
    if _plain(hidden.text, said) != _plain(absent.text, said):
        found.append("body")
    return found


def _said(answer: Answer) -> list[str]:
    """What the reader said, as an answer may repeat it."""
    parts = urlsplit(answer.path)
    said = [answer.path, parts.path, *(value for _, value in parse_qsl(parts.query))]
    return [written for each in said for written in (each, quote(each), quote(each, safe=""))]


def _headers(answer: Answer, said: list[str]) -> dict[str, str]:
    return {name: _plain(value, said) for name, value in answer.headers.items() if name not in NOT_COMPARED}


def _plain(text: str, said: list[str]) -> str:
    """The text with what was asked for as a mark, and without tokens that differ each time."""
    text = TOKEN.sub(r"\1\2\3\4\5\6", text)
    for each in said:
        text = text.replace(each, "@")
    return text

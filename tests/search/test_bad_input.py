"""Whatever is typed is text, and what cannot be answered says which parameter is wrong; on each engine."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from search.backends import circuit
from tests.engine import on_elasticsearch
from tests.services.state import Services
from tests.testmere import Council

ELASTICSEARCH = pytest.param(
    "elasticsearch", marks=(pytest.mark.needs("elasticsearch"), pytest.mark.once), id="elasticsearch"
)
# What means something to one engine or another, and what hardly means anything.
TEXTS = [
    *("", " ", "*:*", "*", "?", "~", "^", "|", "\\", "%", "_", "$where", "title:x", "title : x", "title^1000"),
    *("_exists_:title", "_id:1", "a AND", "AND OR NOT", "NEAR(", "NEAR(a b, 5)", "a NOT b", "a - b", "-a", "+a"),
    *('"', '"open', "'", "it's o'clock", '""', "(((", "{!func}1", "[1 TO *]", "{", "}", ";", "--", "/* */", "::text"),
    *("/.*/", "/[a-z]{1,9999}/", ".*.*.*", "<script>alert(1)</script>", "&amp;", "a & b", "a | b", "!a", "a:*B", "<->"),
    *(
        "🗑️",
        "👩‍👩‍👧‍👦",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿 bins",
        "\u200f\u05d0\u05e9\u05e4\u05d4",
        "\u202ebins",
        "موعد جمع القمامة",
        "垃圾",
        "İstanbul",
    ),
    *(
        "the",
        "the of and to",
        "how do i",
        "pan a oedd y",
        "\x00",
        "bi\x00ns",
        "[bi\x00ns",
        "\ue000bins\ue001",
        "\ufffe",
        "\U0010ffff",
    ),
    *("(" * 400, "a b " * 120, "b" * 500, "é" * 250, "1e999999", "-0", "٣٤٥", "1" * 400, "e\u0301" * 100),
]
LONG = ["x" * 10_240, "word " * 1000, "\x00" * 1000, "🗑️" * 400]
# Parameters of the API, each with a value that it does not take.
REFUSED = [
    *[("limit", value) for value in ("1000000", "0", "-1", "1.5", "ten", "")],
    *[("cursor", value) for value in ("1000000", "x", "\x00", "WyJzZWFyY2giXQ:abc")],
    *[("kind", value) for value in ("colour", "*", "\x00", "KB.ARTICLEPAGE", ",".join(map(str, range(21))))],
    *[("facets", value) for value in ("colour", "kind,colour", "*", "audience", "\x00")],
    *[("service", value) for value in (",".join(map(str, range(21))), "bi\x00ns")],
    *[("locale", value) for value in ("xx", "*", "../cy", "\x00")],
    *[("published_from", value) for value in ("yesterday", "0001-01-01", "9999-12-31", "2026-02-30")],
    *[("exact", "perhaps"), ("audience", "staff"), ("colour", "red"), ("page", "1000000"), ("size", "1000000")],
]
# Values of the page's own parameters, and what it answers.
PAGE_PARAMETERS = [
    *[
        ("page", value, 404)
        for value in ("0", "-1", "2", "1000", "1001", "999999", "1000000", "1" * 300, "٣", "1e9", "x")
    ],
    *[("kind", value, 400) for value in ("colour", "*", "\x00", "kb.articlepage")],
]
# Of what an engine or a database says about itself.
ENGINE_TEXT = ("exception", "parse", "fts5", "syntax", "tsquery", "traceback", "shard", "elastic", "illegal", "sqlite")


@pytest.fixture(scope="module")
def bins(testmere: Council) -> None:
    """A page that is found."""
    testmere.page(testmere.branches["website"], "bins")


@pytest.fixture(scope="module", params=["database", ELASTICSEARCH])
def engine(request: pytest.FixtureRequest, bins: None, services: Services) -> Iterator[None]:
    """One engine or the other."""
    with ExitStack() as running:
        if request.param == "elasticsearch":
            running.enter_context(on_elasticsearch(services.running["elasticsearch"]))
        yield


@pytest.fixture
def council_with_bins(engine: None, council: Council) -> Iterator[Council]:
    """The council, whose engine answers whatever it is asked."""
    yield council
    assert not circuit.failed


def said(response: Any) -> str:
    """The part of an answer that a query changes, without the query; nothing in it may come from an engine."""
    text: str = response.content.decode()
    text = text.split("<main")[-1].split("</main>")[0].lower()
    assert not [word for word in ENGINE_TEXT if word in text], text[:500]
    return text


def test_whatever_is_typed_is_text(council_with_bins: Council) -> None:
    client = council_with_bins.client()
    for text in TEXTS:
        assert client.get("/search/", {"q": text}).status_code == 200, text
        assert client.get("/search/suggestions/", {"q": text}).status_code == 200, text
        answer = client.get("/api/v1/search/", {"q": text, "facets": "kind,service,topic"})
        assert answer.status_code in {200, 400}, text
        if answer.status_code == 400:
            assert answer.json()["parameter"] == "q"
        assert client.get("/search/", {"q": f"bins {text}"[:500]}).status_code == 200, text
    assert "title bins" in said(client.get("/search/", {"q": 'bins" OR *:*'}))


def test_what_is_too_long_says_so(council_with_bins: Council) -> None:
    client = council_with_bins.client()
    for text in LONG:
        for path in ("/search/", "/search/suggestions/", "/api/v1/search/", "/api/v1/suggestions/"):
            answer = client.get(path, {"q": text})
            assert answer.status_code == 400, (path, text[:20])
            assert any(reason in said(answer) for reason in ("too long", "nobody can type"))
            assert text[600:] not in answer.content.decode()
        assert client.get("/api/v1/search/", {"q": text}).json()["parameter"] == "q"


def test_a_parameter_that_is_wrong_is_named(council_with_bins: Council) -> None:
    client = council_with_bins.client()
    for name, value in REFUSED:
        answer = client.get("/api/v1/search/", {"q": "bins", name: value})
        assert (answer.status_code, answer.json()["parameter"]) == (400, name), (value, answer.content)
        said(answer)
    for name, value, status in PAGE_PARAMETERS:
        answer = client.get("/search/", {"q": "bins", name: value})
        assert answer.status_code == status, (name, value)
        said(answer)
    for value in ("nobody", "*", "'", '"', "..", "x" * 300, "🗑️"):
        for name in ("service", "topic"):
            answer = client.get("/api/v1/search/", {"q": "bins", name: value, "facets": name})
            assert (answer.status_code, answer.json()["total"]) == (200, 0), (name, value)

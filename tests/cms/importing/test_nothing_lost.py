"""No word of a source gets lost: each is in a block, in its order, or in a note."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.importing.documents import Body
from cms.importing.notes import Notebook
from tests.cms.importing.reading import from_html, from_markdown

pytestmark = pytest.mark.once

WORD = re.compile(r"w\d+w")

BLOCKS = [
    "p", "div", "section", "h1", "h2", "h3", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "details", "figure",
    "form", "article", "unknown-thing", "center", "address", "nav", "fieldset", "video", "button",
]  # fmt: skip
INLINES = ["b", "em", "a", "code", "span", "sub", "del", "abbr", "label", "q", "font", "cite"]
# Tags that people leave open, and browsers close for them.
OPEN_ENDED = {"p", "li", "dt", "dd", "td", "th", "tr"}


class Words:
    """Makes HTML of numbered words."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.count = draw, 0

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}w"

    def run(self, depth: int) -> str:
        pieces = []
        for _ in range(self.draw(st.integers(1, 3))):
            tag = self.draw(st.sampled_from(["", "", "br", *INLINES])) if depth else ""
            if tag == "br":
                pieces.append("<br>")
            elif tag:
                address = self.draw(st.sampled_from(["/a", "javascript:x", "", "#b"]))
                attribute = f' href="{address}"' if tag == "a" else ""
                pieces.append(f"<{tag}{attribute}>{self.run(depth - 1)}</{tag}>")
            else:
                pieces.append(self.word())
        return self.draw(st.sampled_from([" ", "\n", " &nbsp; "])).join(pieces)

    def close(self, tag: str) -> str:
        left_open = tag in OPEN_ENDED and self.draw(st.booleans())
        return "" if left_open else f"</{tag}>"

    def wrap(self, tag: str, inner: str) -> str:
        return f"<{tag}>{inner}{self.close(tag)}"

    def flow(self, depth: int) -> str:
        return "\n".join(self.block(depth) for _ in range(self.draw(st.integers(1, 3))))

    def block(self, depth: int) -> str:
        tag = self.draw(st.sampled_from([*BLOCKS, ""])) if depth else "p"
        if not tag:
            return self.run(2)
        if tag in ("p", "pre", "address") or tag.startswith("h"):
            return self.wrap(tag, self.run(2))
        if tag in ("ul", "ol"):
            return f"<{tag}>" + "".join(self.wrap("li", self.inner(depth)) for _ in range(2)) + f"</{tag}>"
        if tag == "dl":
            return (
                "<dl>"
                + "".join(self.wrap("dt", self.run(1)) + self.wrap("dd", self.inner(depth)) for _ in range(2))
                + "</dl>"
            )
        if tag == "table":
            cell = self.draw(st.sampled_from(["td", "th"]))
            rows = [
                self.wrap("tr", self.wrap(cell, self.run(1)) + self.wrap("td", self.inner(depth))) for _ in range(2)
            ]
            return f"<table>{''.join(rows)}</table>"
        if tag == "details":
            return f"<details><summary>{self.run(1)}</summary>{self.inner(depth)}</details>"
        if tag == "figure":
            return f"<figure>{self.inner(depth)}<figcaption>{self.run(1)}</figcaption></figure>"
        return f"<{tag}>{self.inner(depth)}</{tag}>"

    def inner(self, depth: int) -> str:
        return self.flow(depth - 1) if self.draw(st.booleans()) else self.run(1)


@st.composite
def html(draw: st.DrawFn) -> tuple[str, int]:
    """HTML of all kinds, and how many words it has."""
    words = Words(draw)
    return words.flow(3), words.count


def shown(value: Any) -> Iterator[str]:
    """The texts of blocks in the order in which they are read."""
    if isinstance(value, str):
        yield unescape(re.sub(r"<[^>]*>", " ", value))
    elif isinstance(value, list):
        for item in value:
            yield from shown(item)
    elif isinstance(value, dict):
        order = ["caption", "summary", "columns", "rows", "text", "attribution"]
        for key in sorted(value, key=lambda key: order.index(key) if key in order else 9):
            if key not in ("type", "level", "language", "id"):
                yield from shown(value[key])


def words_shown(body: Body) -> str:
    parts = [block for part in body.parts for block in part.blocks] if body.parts else body.blocks
    short = " ".join(part.text for part in body.parts)
    return " ".join([body.title, *shown(parts), short])


def words_noted(notebook: Notebook) -> str:
    return " ".join(f"{note.reason} {note.text}" for note in notebook.notes)


@settings(max_examples=100, deadline=None)
@given(html())
def test_every_word_of_any_html_is_shown_in_order_or_noted(made: tuple[str, int]) -> None:
    source, count = made
    body, notebook = from_html(source, "A title")
    found = [int(word[1:-1]) for word in WORD.findall(words_shown(body))]
    noted = {int(word[1:-1]) for word in WORD.findall(words_noted(notebook))}
    assert set(found) | noted >= set(range(1, count + 1))
    assert found == sorted(found)
    assert len(found) == len(set(found))


LINES = st.sampled_from(
    [
        "", "{}", "{}  \n{}", "# {}", "### {}", "{}\n===", "\\# {}", "---", "* * *",
        "- {}", "  - {}", "    - {}", "1. {}", "{}\n: {}", "> {}", "!> {}", "^> {}", "```\n{}\n```", "    {}",
        "| {} | {} |\n|---|---|\n| {} | {} |", "**{}** `{}` ~~{}~~", "![{}](a.png)",
        "[{}](/x){{.start}}", "[{}](javascript:x)", "{}[^1]\n\n[^1]: {}", "[^2]: {}",
        "<p>{}", "<div>{}</div>", "<ul>\n<li>{}\n\n<li>{}\n</ul>", "<!-- {} -->",
        "<details><summary>{}</summary>\n\n{}\n\n</details>", "::: staff_note\n{}\n:::", "::: short_text\n{}\n:::",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=12))
def test_every_word_of_any_markdown_is_shown_or_noted(lines: list[tuple[str, str]]) -> None:
    count = 0
    source = ""
    for line, after in lines:
        for _ in range(line.count("{}")):
            count += 1
            line = line.replace("{}", f"w{count}w", 1)
        source += line.replace("{{", "{").replace("}}", "}") + after
    body, notebook = from_markdown(source, "A title")
    kept = set(WORD.findall(f"{words_shown(body)} {words_noted(notebook)}"))
    assert kept >= set(WORD.findall(source))


FAQ = """<h1><a name="faq"></a>Questions</h1>
<h2>Reports</h2>
<dl>
    <dt>What is it?</dt>
    <dd>A site to <strong>report</strong> things, such as:
    <ul><li>Potholes
    <li>Lamps (<a href="/lamps">broken</a>)
    </ul>
    <p>Nothing urgent.
    <dt id="who">Who reads it?
    <dd><p>The council.<p>Nobody else&hellip;
</dl>
<h3>
Cookies
</h3>
<table><tr><th scope="col">Name<th>Expires</tr><tr><td><code>sid</code><td>Four weeks</td></tr></table>
<p>Bye<br>now</p>"""

SERVICE = """<p class="alert alert-danger">Closed until <mark>May</mark></p><p>&nbsp;</p>
<blockquote><p>We listen.</p></blockquote>
<h2>Apply</h2>
<ol><li><p>Read the <a href="/rules">rules</a>.</p><p>Twice.</p></li><li>Apply<blockquote>Carefully</blockquote></li></ol>
<h5>Small</h5><div><span>Loose</span> words</div><pre>a
  b</pre>"""


@pytest.mark.parametrize("source", [FAQ, SERVICE])
def test_pages_of_the_usual_kinds_keep_their_words_in_order(source: str) -> None:
    body, _ = from_html(source)
    expected = BeautifulSoup(source, "html.parser").get_text(" ").split()
    assert words_shown(body).split() == expected

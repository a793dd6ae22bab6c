"""HTML into blocks: order, sense, and nothing that could act."""

import pytest

from cms.importing.documents import DocumentError
from cms.importing.html import read_html
from cms.importing.notes import Notebook
from tests.cms.importing.reading import from_html, kinds, reasons

pytestmark = pytest.mark.once


def test_headings_lists_and_text_keep_their_order() -> None:
    source = """<h1>Bins</h1><p>One <b>bold</b> and <em>lean</em>.
    <h2>When</h2><ul><li>Monday<li>Friday <ol><li>early</ol></ul>Loose"""
    body, notebook = from_html(source)
    assert body.title == "Bins"
    assert body.blocks == [
        {"type": "text", "value": "<p>One <b>bold</b> and <i>lean</i>.</p>"},
        {"type": "heading", "value": {"level": "h2", "text": "When"}},
        {"type": "text", "value": "<ul><li>Monday</li><li>Friday <ol><li>early</li></ol></li></ul><p>Loose</p>"},
    ]
    assert notebook.notes == []


def test_the_title_is_dropped_once_and_other_levels_are_fitted() -> None:
    body, notebook = from_html(
        "<h1> help  Page</h1><h1>Second</h1><h3>Three</h3><h5>Five</h5><h6>Six</h6>", "Help page"
    )
    assert [block["value"]["level"] for block in body.blocks] == ["h2", "h3", "h4", "h4"]
    assert len(reasons(notebook)) == 3


def test_an_unlike_first_heading_is_kept() -> None:
    body, _ = from_html("<h1>Other words</h1>", "Title")
    assert body.blocks == [{"type": "heading", "value": {"level": "h2", "text": "Other words"}}]


def test_terms_become_headings_below_the_one_above_them() -> None:
    source = """<h2>About</h2><dl><dt>Who are you?
    <dd><p>A charity.<p>Small.
    <dt>Where?<dd>Here<ul><li>A<li>B</ul></dl><dl><dt>Next?<dd>Soon</dl>"""
    body, _ = from_html(source)
    headings = [block["value"] for block in body.blocks if block["type"] == "heading"]
    assert [(heading["level"], heading["text"]) for heading in headings] == [
        ("h2", "About"),
        ("h3", "Who are you?"),
        ("h3", "Where?"),
        ("h3", "Next?"),
    ]
    assert body.blocks[2] == {"type": "text", "value": "<p>A charity.</p><p>Small.</p>"}
    assert body.blocks[4] == {"type": "text", "value": "<p>Here</p><ul><li>A</li><li>B</li></ul>"}


def test_tables() -> None:
    source = """<table><caption>Fees</caption><thead><tr><th>Permit<th>Price</thead>
    <tr><td>One car<td>£<a href="/x">50</a><tr><td colspan=2>Ask us</table>"""
    body, notebook = from_html(source)
    assert body.blocks == [
        {
            "type": "table",
            "value": {
                "caption": "Fees",
                "columns": [{"type": "text", "heading": "Permit"}, {"type": "text", "heading": "Price"}],
                "rows": [
                    {"values": ["<p>One car</p>", '<p>£<a href="link:0">50</a></p>']},
                    {"values": ["<p>Ask us</p>", "<p>Ask us</p>"]},
                ],
            },
        }
    ]
    assert reasons(notebook) == ["1: cells that span others are repeated in each"]


def test_tables_without_headings_within_others_and_for_looks_only() -> None:
    body, notebook = from_html("<table><tr><td>A<td>B<tr><td>1<td>2</table>")
    assert [column["heading"] for column in body.blocks[0]["value"]["columns"]] == ["A", "B"]
    assert "first row is taken" in reasons(notebook)[0]
    body, notebook = from_html("<table><tr><th>A<th>B<tr><td>1<td><table><tr><td>x<td>y</table></table>")
    assert body.blocks[0]["value"]["rows"] == [{"values": ["<p>1</p>", "<p>x</p><p>y</p>"]}]
    body, _ = from_html("<table><tr><td>Only one</table>")
    assert body.blocks == [{"type": "text", "value": "<p>Only one</p>"}]


def test_rows_that_hang_into_the_next() -> None:
    body, _ = from_html("<table><tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3</table>")
    assert [row["values"] for row in body.blocks[0]["value"]["rows"]] == [
        ["<p>1</p>", "<p>2</p>"],
        ["<p>1</p>", "<p>3</p>"],
    ]


def test_images_leave_text_and_keep_caption_and_place() -> None:
    source = """<p>Before <img src="a.png" alt="A map"> after</p>
    <figure><a href="/big"><img src="b.png" alt=""></a><figcaption>The bay</figcaption></figure>
    <ul><li>one<img src="c.png" alt="C"></li><li>two</li></ul>"""
    body, notebook = from_html(source)
    assert kinds(body.blocks) == ["text", "image", "image", "text", "image", "text"]
    assert [image.src for image in body.images] == ["a.png", "b.png", "c.png"]
    assert body.blocks[2]["value"] == {"image": 1, "alt": "", "decorative": True, "caption": "The bay"}
    assert any("no longer a link" in reason for reason in reasons(notebook))


def test_quotes_code_boxes_details_rules_and_buttons() -> None:
    source = """<p>Start</p><hr><blockquote><p>Said</p><footer>— A. Body</footer></blockquote>
    <pre><code class="language-python">if a &lt; b:
    pass</code></pre>
    <p class="alert alert-info">Note <a href="/x">this</a></p>
    <div class="govuk-warning-text"><strong>Fines</strong></div>
    <details><summary>More</summary><p>Hidden</p></details>
    <p><a class="btn btn-start" href="/apply">Apply now</a></p>"""
    body, _ = from_html(source)
    assert body.blocks[1:] == [
        {"type": "quote", "value": {"text": "Said", "attribution": "A. Body"}},
        {"type": "code", "value": {"language": "python", "code": "if a < b:\n    pass"}},
        {"type": "inset", "value": '<p>Note <a href="link:0">this</a></p>'},
        {"type": "warning", "value": "Fines"},
        {"type": "details", "value": {"summary": "More", "text": "<p>Hidden</p>"}},
        {"type": "action", "value": {"label": "Apply now", "url": "link:1", "start": True}},
    ]


def test_a_list_with_code_in_it_goes_on_after_the_code() -> None:
    body, notebook = from_html("<ol><li>First<pre>run</pre></li><li>Second</li></ol>")
    assert kinds(body.blocks) == ["text", "code", "text"]
    assert reasons(notebook) == ["1: a list is interrupted by what cannot be inside one; its numbers begin again"]


HOSTILE = """<p onclick="steal()" style="color:red">Hello</p>
<script>alert(1)</script><style>p {display: none}</style>
<iframe src="https://video.example/1">No frames</iframe>
<p><a href="javascript:alert(1)">one</a> <a href=" java&#10;script:alert(1)">two</a>
<a href="data:text/html,x">three</a> <a href="vbscript:x">four</a> <a href="//other.example/x">five</a></p>
<img src="data:image/png;base64,AAAA" alt="Dot"><img src=x onerror=alert(1) alt="Picture">
<form action="/send"><label>Name</label><input name=n value="Start"><button>Go on</button></form>
<svg><script>alert(2)</script><text>Drawn words</text></svg><object data="x.swf">Fallback</object>
<![CDATA[ secret ]]><!-- remark --><math><mtext><script>alert(3)</script></mtext></math>
<a href="https://x.example/" onmouseover="x()">fine</a>"""


def test_nothing_that_acts_is_kept_and_all_of_it_is_noted() -> None:
    body, notebook = from_html(HOSTILE)
    text = str(body.blocks)
    for bad in (
        "script",
        "alert",
        "onclick",
        "onerror",
        "style",
        "iframe",
        "data:",
        "<form",
        "<svg",
        "secret",
        "remark",
    ):
        assert bad not in text
    for kept in ("Hello", "one", "two", "three", "four", "five", "Name", "Go on", "Fallback", "fine"):
        assert kept in text
    assert [link.href for link in body.links] == ["//other.example/x", "https://x.example/"]
    said = " ".join(f"{note.line} {note.reason} {note.text}" for note in notebook.notes)
    for told in (
        "1 onclick removed", "2 <script> removed", "2 <style> removed",
        "3 <iframe> removed (https://video.example/1) No frames", "4 a link to 'javascript:alert(1)' removed", "5 a link to 'vbscript:x' removed", "onerror removed from <img>",
        "7 <form> removed", "<input> removed Start", "8 <svg> removed Drawn words", "9 a remark in the source left out",
    ):  # fmt: skip
        assert told in said


def test_a_whole_page_gives_its_own_text_and_says_what_it_left() -> None:
    source = """<!doctype html><html lang="cy" dir="ltr"><head><title>Biniau &amp; mwy</title>
    <meta name="description" content="Crynodeb"><link rel="canonical" href="https://a.example/biniau"></head>
    <body><nav>Menu items</nav><main><h1>Biniau</h1><p>Testun</p></main><footer>Foot words</footer></body></html>"""
    notebook = Notebook("page.html")
    body, head = read_html(source, notebook)
    assert (head.title, head.language, head.canonical) == ("Biniau & mwy", "cy", "https://a.example/biniau")
    assert head.meta["description"] == "Crynodeb"
    assert body.blocks == [{"type": "text", "value": "<p>Testun</p>"}]
    assert {note.text for note in notebook.notes} == {"Menu items", "Foot words"}


def test_language_and_direction_of_a_wrapper_and_of_a_paragraph() -> None:
    body, _ = from_html('<div lang="ar" dir="rtl"><p>سلام</p><p lang="en" dir="ltr">Peace</p></div>')
    assert (body.language, body.direction) == ("ar", "rtl")
    assert body.blocks == [{"type": "text", "value": '<p>سلام</p><p lang="en" dir="ltr">Peace</p>'}]


def test_lines_of_links_are_those_of_the_file() -> None:
    body, _ = from_html('<p>a\n<a href="/1">x</a>\n\n<a\n href="/2">y</a></p>')
    assert [link.line for link in body.links] == [2, 4]


def test_elements_nested_without_end_are_refused() -> None:
    with pytest.raises(DocumentError, match="nested"):
        from_html("<div>" * 5000 + "x")


def test_identifiers_lead_to_their_headings() -> None:
    body, _ = from_html('<a name="top"></a><h2 id="s1">How we work</h2><p id="p">x</p><h3><a name="s2"></a>Next</h3>')
    assert body.anchors == {"top": "how-we-work", "s1": "how-we-work", "s2": "next"}

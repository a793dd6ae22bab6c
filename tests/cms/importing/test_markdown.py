"""Markdown into blocks and parts."""

import pytest

from cms.importing.documents import DocumentError
from tests.cms.importing.reading import from_markdown, kinds, reasons

pytestmark = pytest.mark.once


def test_the_usual_marks() -> None:
    source = """# Bins

Text with **bold**, `code`, [a link][ref] and a note[^1].

| Day | Round |
|-----|-------|
| Mon | North |

- one
- two
  - below
1. first

> Quoted

```yaml
a: 1
```

Term
: Meaning

[ref]: other.md
[^1]: The note.
"""
    body, notebook = from_markdown(source)
    assert body.title == "Bins"
    assert kinds(body.blocks) == ["text", "table", "text", "quote", "code", "heading", "text"]
    assert body.blocks[0]["value"] == (
        '<p>Text with <b>bold</b>, <code>code</code>, <a href="link:0">a link</a> and a note<sup>1</sup>.</p>'
    )
    assert body.blocks[2]["value"] == "<ul><li>one</li><li>two <ul><li>below</li></ul></li></ul><ol><li>first</li></ol>"
    assert body.blocks[4]["value"] == {"language": "yaml", "code": "a: 1"}
    assert body.blocks[6]["value"] == "<p>Meaning</p><hr/><ol><li>The note.</li></ol>"
    assert (body.links[0].href, body.links[0].line) == ("other.md", 3)
    assert notebook.notes == []


def test_marks_of_our_own() -> None:
    body, _ = from_markdown(
        "!> Fines of **£100**\n\n^> See [here](/x)\n\n[Apply now](/apply){.start}\n\n[More](https://a.example/){.button}\n"
    )
    assert body.blocks == [
        {"type": "warning", "value": "Fines of £100"},
        {"type": "inset", "value": '<p>See <a href="link:0">here</a></p>'},
        {"type": "action", "value": {"label": "Apply now", "url": "link:1", "start": True}},
        {"type": "action", "value": {"label": "More", "url": "link:2", "start": False}},
    ]


def test_parts() -> None:
    source = """For all. [Rules][r]

::: staff_note
Only us, see [r].
:::

::: partner_text eastmoor-police, calder-care title="Who calls"
For two.
:::

::: short_text
Call   back
tomorrow.
:::

After.

```
::: no_part in code
```

[r]: rules.md
"""
    body, notebook = from_markdown(source)
    assert [(part.kind, part.title, part.organisations, part.line) for part in body.parts] == [
        ("public_text", "", [], 0),
        ("staff_note", "", [], 3),
        ("partner_text", "Who calls", ["eastmoor-police", "calder-care"], 7),
        ("short_text", "", [], 11),
        ("public_text", "", [], 0),
    ]
    assert body.parts[1].blocks == [{"type": "text", "value": '<p>Only us, see <a href="link:1">r</a>.</p>'}]
    assert body.parts[3].text == "Call back tomorrow."
    assert kinds(body.blocks) == ["text", "text", "code"]
    assert "Only us" not in str(body.blocks)
    assert body.links[1].line == 4
    assert notebook.notes == []


def test_parts_that_nobody_closes_are_noted() -> None:
    body, notebook = from_markdown("::: staff_note\nA\n::: agent_script\nB\n")
    assert [part.kind for part in body.parts] == ["staff_note", "agent_script"]
    assert len(reasons(notebook)) == 2


@pytest.mark.parametrize(
    ("source", "line"), [("x\n\n::: secret_note\nA\n:::", 3), ("::: staff_note calder-care\nA\n:::", 1)]
)
def test_parts_that_do_not_exist_are_refused(source: str, line: int) -> None:
    with pytest.raises(DocumentError) as refused:
        from_markdown(source)
    assert refused.value.line == line


def test_html_in_markdown_is_read_as_html_with_its_lines() -> None:
    source = """Text

<table>
  <tr>
   <td>A

   <td>B
  <tr><td>1<td>2
</table>

After <iframe src="x"></iframe> <a href="javascript:x">link</a>

<details><summary>More</summary>

Hidden

</details>
"""
    body, notebook = from_markdown(source)
    assert kinds(body.blocks) == ["text", "table", "text", "details"]
    assert [reason for reason in reasons(notebook) if "table" not in reason] == [
        "11: <iframe> removed (x)",
        "11: a link to 'javascript:x' removed: javascript: is not allowed; its text is kept",
    ]


def test_bad_addresses_in_markdown_are_noted() -> None:
    body, notebook = from_markdown("a\n\n[x](javascript:alert\\(1\\)) ![y](data:image/png;base64,AA)")
    assert body.links == []
    assert body.images == []
    assert [reason.split(":")[0] for reason in reasons(notebook)] == ["3", "3"]

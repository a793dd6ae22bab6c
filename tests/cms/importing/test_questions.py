"""Tables of questions and answers."""

from pathlib import Path

import pytest

from cms.importing.documents import Severity
from tests.cms.importing.reading import notes, read_files

pytestmark = pytest.mark.once

PLAIN = """question,answer,section,audience,keywords,Ticket
"Can I, as a tenant, pay?","Yes.

See [how](/pay).",Rent,staff,"rent, pay",T1
What is it?,<p>A <b>thing</b></p>,Rent & repairs,,,
"""


def test_one_document_for_each_row(tmp_path: Path) -> None:
    reading = read_files(tmp_path, {"rent.csv": PLAIN})
    first, second = reading.documents
    assert (first.key, first.title, first.line) == ("rent.csv#can-i-as-a-tenant-pay", "Can I, as a tenant, pay?", 2)
    assert (first.audiences, first.keywords, first.parent) == (["staff"], ["rent", "pay"], "rent/")
    assert first.extra == {"ticket": "T1", "section": "Rent"}
    assert first.body.blocks[0]["value"] == '<p>Yes.</p><p>See <a href="link:0">how</a>.</p>'
    assert first.body.links[0].line == 4
    assert second.body.blocks == [{"type": "text", "value": "<p>A <b>thing</b></p>"}]
    assert second.parent == "rent-repairs/"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_other_marks_between_cells_names_and_line_ends(tmp_path: Path, delimiter: str, start: bytes) -> None:
    text = f"Title{delimiter}Response\r\nHow much?{delimiter}Ten\r\n"
    reading = read_files(tmp_path, {"a.csv": start + text.encode()})
    assert [(found.title, found.slug) for found in reading.documents] == [("How much?", "how-much")]
    assert notes(reading, Severity.REFUSED) == []


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", None, "the file is empty"),
        ("question,reply\nA,B\n", 1, "no column 'answer'; the columns are question, reply"),
        ("question,answer\n,B\nC,D\n", 2, "the column 'question' is empty"),
        ("question,answer\nA,\nC,D\n", 2, "the column 'answer' is empty"),
        ("question,answer\nA,B,C\nC,D\n", 2, "3 cells in a table of 2 columns"),
        ('question,answer\nC,D\nA,"B', 3, "cannot be read as CSV from here on: unexpected end of data"),
        ("question,answer\nC,D\nC,E\n", 3, "the same question stands in line 2"),
        ("question,answer\n", 1, "no rows below the column names"),
    ],
)
def test_faults_are_named_by_line_and_column(tmp_path: Path, text: str, line: int | None, reason: str) -> None:
    reading = read_files(tmp_path, {"a.csv": text})
    reading.notes += reading.unread.get("a.csv", [])
    assert notes(reading, Severity.REFUSED) == [("a.csv", line, reason)]
    assert [found.title for found in reading.documents] == (["C"] if "C,D" in text else [])

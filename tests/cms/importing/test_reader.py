"""Whole sources: titles, languages, doubles, and files that cannot be read."""

from datetime import date
from pathlib import Path

import pytest

from cms.importing.documents import Severity
from tests.cms.importing.reading import document, notes, read_files

pytestmark = pytest.mark.once


def test_titles_come_from_the_first_place_that_has_one(tmp_path: Path) -> None:
    reading = read_files(
        tmp_path,
        {
            "a.md": "---\ntitle: From <b>front</b> &amp; matter\n---\n# Other",
            "b.md": "# From the text",
            "c.html": "[% INCLUDE 'header.html', title = 'From the template' %]<p>x",
            "d.html": "<html><head><title>From the head</title></head><body><p>x</p></body></html>",
            "missed-bin_days.md": "Text",
            "folder/index.md": "Text",
            "2026-03-04-bank-holiday.md": "Text",
        },
    )
    assert {found.path: found.title for found in reading.documents} == {
        "a.md": "From front & matter",
        "b.md": "From the text",
        "c.html": "From the template",
        "d.html": "From the head",
        "missed-bin_days.md": "Missed bin days",
        "folder/index.md": "Folder",
        "2026-03-04-bank-holiday.md": "Bank holiday",
    }
    assert document(reading, "2026-03-04-bank-holiday.md").published_on == date(2026, 3, 4)


def test_languages_come_from_front_matter_page_template_or_name(tmp_path: Path) -> None:
    reading = read_files(
        tmp_path,
        {
            "a.md": "---\ntitle: A\nlang: pl\n---\nx",
            "b.html": "<html lang='ur'><body>x",
            "c.html": "[% INCLUDE 'h', lang = 'cy' %]x",
            "faq-cy.html": "x",
            "faq-en-gb.html": "x",
            "rules.html": "x",
            "rules-so.html": "x",
            "what-it-is.md": "x",
            "about.ga.md": "x",
            "site.org__faq-cy.html": "x",
        },
    )
    assert {found.path: found.language for found in reading.documents} == {
        "a.md": "pl",
        "b.html": "ur",
        "c.html": "cy",
        "faq-cy.html": "cy",
        "faq-en-gb.html": "en-gb",
        "rules.html": "",
        "rules-so.html": "so",
        "what-it-is.md": "",
        "about.ga.md": "ga",
        "site.org__faq-cy.html": "cy",
    }
    assert document(reading, "b.html").direction == "rtl"


def test_files_that_cannot_be_read_are_refused_and_others_are_not(tmp_path: Path) -> None:
    reading = read_files(
        tmp_path,
        {
            "latin.md": "# Caf\n\nCaf\xe9".encode("latin-1"),
            "wide.html": "<p>x</p>".encode("utf-16"),
            "empty.md": "  \n",
            "deep.html": "<div>" * 3000,
            "sheet.xlsb": b"PK",
            "marked.md": b"\xef\xbb\xbf# Marked\r\n\r\nText \x07here\r\n",
        },
    )
    assert [found.title for found in reading.documents] == ["Marked"]
    assert document(reading, "marked.md").body.blocks == [{"type": "text", "value": "<p>Text here</p>"}]
    refused = {file: (line, reason) for file, line, reason in notes(reading, Severity.REFUSED)}
    assert refused["latin.md"] == (3, "not UTF-8 text: wrong byte at offset 10")
    assert refused["wide.html"] == (1, "not UTF-8 text: wrong byte at offset 0")
    assert set(refused) == {"latin.md", "wide.html", "empty.md", "deep.html"}
    assert ("sheet.xlsb", None, "left out: nothing that is imported ends so") in notes(reading, Severity.INFO)


def test_the_second_document_with_an_identifier_keeps_its_own_key(tmp_path: Path) -> None:
    files = {"a.md": "---\nid: 1\ntitle: A\n---\nx", "b.md": "---\nid: 1\ntitle: B\n---\nx"}
    reading = read_files(tmp_path, files)
    assert [found.key for found in reading.documents] == ["1", "b.md"]
    assert notes(reading, Severity.ALTERED) == [("b.md", 1, "the identifier '1' is that of a.md as well")]


def test_every_file_is_a_document_an_image_or_noted(tmp_path: Path) -> None:
    files = {"a.md": "x", "b.png": "", "c.txt": "", "README.md": "", "e.csv": "question,answer\nQ,A\n", "f.html": ""}
    reading = read_files(tmp_path, files)
    told = {note.file for note in reading.notes}
    shown = {found.path for found in reading.documents} | {*reading.images, *reading.attachments}
    assert told | shown == set(files)
    assert reading.files == len(files)


def test_html_bodies_in_markdown_files_are_read_as_html(tmp_path: Path) -> None:
    body = "<p>One</p>\n\n<ul>\n\t<li>Two\n\n\t<p>Three</p></li>\n</ul>\n"
    reading = read_files(tmp_path, {"a.md": f"---\ntitle: A\n---\n\n{body}"})
    assert document(reading, "a.md").body.blocks == [
        {"type": "text", "value": "<p>One</p><ul><li>Two<br/>Three</li></ul>"}
    ]

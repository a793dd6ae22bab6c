"""Template directives: put in where they can be known, taken out and noted otherwise."""

import pytest

from cms.importing.documents import Severity
from cms.importing.leftovers import GAP, clear
from cms.importing.notes import Notebook

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# <%= current_page.data.title %>", "# Bins"),
        ("[% loc('Missed bin') %]", "Missed bin"),
        ("Call [% council.name %].", "Call Northmere."),
        ("{{ page.title }}", "Bins"),
        ("<%= warning_text('Do not wait.') %>", "!> Do not wait."),
        ("<% if x %>kept<% end %>", "kept"),
        ("[% IF x %]one[% ELSE %]two[% END %]", "onetwo"),
        ("a<?php echo 1 ?>b", "ab"),
        ("{% include 'x' %}text{# remark #}", "text"),
        ("[% unknown %] says", f"{GAP} says"),
    ],
)
def test_directives_in_text(source: str, expected: str) -> None:
    notebook = Notebook("page.md.erb")
    values = {"title": "Bins", "council.name": "Northmere"}
    assert clear(source, notebook, values, template=True).text == expected
    assert notebook.notes


def test_lines_keep_their_numbers_and_notes_name_them() -> None:
    notebook = Notebook("page.html")
    source = "one\n[% INCLUDE 'header.html',\n  title = 'Help',\n  lang='cy' %]\nfive [% x %]"
    cleared = clear(source, notebook, {}, first_line=10, html=True)
    assert cleared.text.count("\n") == source.count("\n")
    assert [(note.line, note.severity) for note in notebook.notes] == [(11, Severity.ALTERED), (14, Severity.ALTERED)]
    assert cleared.hints == {"title": "Help", "lang": "cy"}


def test_what_is_beside_the_page_is_left_out_with_its_words() -> None:
    notebook = Notebook("page.html.md.erb")
    source = "<% content_for :sidebar do %>\n<ul><li>Contents <% if a %>here<% end %></li></ul>\n<% end %>\nText"
    assert clear(source, notebook, {}, template=True).text.strip() == "Text"
    assert any(note.text == "Contents here" for note in notebook.notes)


def test_code_is_left_alone_unless_the_engine_would_have_changed_it() -> None:
    source = "`{{ a }}`\n\n```\n[% b %] <%= c %>\n```\n"
    assert clear(source, Notebook("page.md"), {}).text == source
    escaped = "```\n# <%%= current_page.data.title %>\n```"
    assert clear(escaped, Notebook("page.md.erb"), {}, template=True).text == escaped.replace("<%%", "<%")
    html = "<pre>{{ a }}</pre><code>[% b %]</code>"
    assert clear(html, Notebook("page.html"), {}, html=True).text == html


def test_secrets_of_other_systems_are_no_directives() -> None:
    source = "Write ${{ secrets.TOKEN }} there."
    assert clear(source, Notebook("page.md"), {}).text == source

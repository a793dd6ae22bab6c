"""Where links lead, and where documents stand."""

from pathlib import Path

import pytest

from cms.importing.keys import PageKeys
from cms.importing.links import LinkTable, Resolver
from cms.importing.placement import plan
from cms.importing.reader import Reading
from tests.cms.importing.reading import document, read_files

pytestmark = pytest.mark.once

TREE = {
    "source/index.html.md.erb": "# Home\n\n[s](standards/)",
    "source/standards/slis.html.md.erb": "# SLIs\n\n## How to do it\n\ntext",
    "source/standards/hosting.html.md.erb": "# Hosting\n\ntext",
    "source/manuals/code/index.md": "# Code\n\ntext",
    "source/manuals/code/go.md": "# Go\n\ntext",
    "source/page.md": "---\ntitle: Page\nid: abc\nurl: /services/page\nredirect_from: /old\n---\n\ntext",
}


class Parking:
    """A site with one page."""

    def page_at(self, path: str) -> int | None:
        return 99 if path == "/parking" else None

    def anchors_of(self, page: int) -> set[str]:
        return {"where"} if page == 99 else set()


def resolved(reading: Reading, path: str) -> tuple[str, list[str]]:
    """The text of a document with its links set, pages numbered as the documents are, and what was noted."""
    numbers = {found.key: number for number, found in enumerate(reading.documents, 1)}
    table = LinkTable(reading, ["www.old.example"])
    resolver = Resolver(document(reading, path), table, PageKeys(numbers), Parking(), lambda _path: 1)
    blocks = resolver.resolve().blocks
    return str(blocks[0]["value"]), [f"{note.line}: {note.reason}" for note in resolver.notebook.notes]


@pytest.mark.parametrize(
    ("folder", "href", "target"),
    [
        ("standards", "hosting.html", "standards/hosting"),
        ("standards", "./hosting.html#top", "standards/hosting"),
        ("standards", "hosting", "standards/hosting"),
        ("standards", "hosting.html.md.erb", "standards/hosting"),
        ("standards", "../manuals/code/go.html", "manuals/code/go"),
        ("standards", "/manuals/code/go.html?x=1", "manuals/code/go"),
        ("standards", "/manuals/code/", "manuals/code/index"),
        ("standards", "../manuals/code/index.html", "manuals/code/index"),
        ("", "/source/standards/slis.html", "standards/slis"),
        ("", "/services/page", "page"),
        ("", "/services/page/", "page"),
        ("", "/old", "page"),
        ("", "https://www.old.example/services/page", "page"),
        ("", "https://old.example/old", "page"),
    ],
)
def test_links_between_documents(tmp_path: Path, folder: str, href: str, target: str) -> None:
    path = "/".join(filter(None, ["source", folder, "linking.md"]))
    reading = read_files(tmp_path, {**TREE, path: f"[x]({href})"})
    page = next(
        number for number, found in enumerate(reading.documents, 1) if found.path.startswith(f"source/{target}.")
    )
    assert resolved(reading, path)[0] == f'<p><a linktype="page" id="{page}">x</a></p>'


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://elsewhere.example/a?b=1&c=2", '<a href="https://elsewhere.example/a?b=1&amp;c=2">x</a>'),
        ("//elsewhere.example/a", '<a href="https://elsewhere.example/a">x</a>'),
        ("mailto:a@b.example", '<a href="mailto:a@b.example">x</a>'),
        ("a@b.example", '<a href="mailto:a@b.example">x</a>'),
        ("/parking", '<a linktype="page" id="99">x</a>'),
        ("/parking#Where", '<a linktype="page" id="99" anchor="where">x</a>'),
        ("missing.html", "x"),
        ("/missing", "x"),
        ("../../../etc/passwd", "x"),
    ],
)
def test_links_to_elsewhere_and_nowhere(tmp_path: Path, href: str, expected: str) -> None:
    reading = read_files(tmp_path, {**TREE, "source/linking.md": f"[x](<{href}>)"})
    text, notes = resolved(reading, "source/linking.md")
    assert text == f"<p>{expected}</p>"
    assert bool(notes) == (expected == "x")


def test_links_within_a_page_need_their_heading(tmp_path: Path) -> None:
    source = (
        "[a](#how-to-do-it) [b](#none) [c](#How-To-Do-It) [d](#security-txt)\n\n## How to do it\n\n## security.txt\n"
    )
    reading = read_files(tmp_path, {"page.md": source})
    text, notes = resolved(reading, "page.md")
    others = '<a href="#how-to-do-it">c</a> <a href="#securitytxt">d</a>'
    assert text == f'<p><a href="#how-to-do-it">a</a> b {others}</p>'
    assert notes == ["1: a link to '#none' finds no such heading; its text is kept"]


def test_a_link_that_names_its_document_finds_it(tmp_path: Path) -> None:
    reading = read_files(
        tmp_path, {**TREE, "source/link.html": '<p><a href="/node/5" data-entity-uuid="abc">x</a></p>'}
    )
    page = next(number for number, found in enumerate(reading.documents, 1) if found.key == "abc")
    assert resolved(reading, "source/link.html")[0] == f'<p><a linktype="page" id="{page}">x</a></p>'


def places(reading: Reading) -> dict[str, str]:
    """The path of slugs of each place."""
    planned = plan(reading, LinkTable(reading)).places
    paths: dict[str, str] = {}
    for place in planned:
        paths[place.key] = f"{paths.get(place.parent, '')}/{place.slug}"
    return paths


def test_folders_and_their_indexes_make_the_tree(tmp_path: Path) -> None:
    found = places(read_files(tmp_path, TREE))
    assert found == {
        "folder:manuals": "/manuals",
        "source/manuals/code/index.md": "/manuals/code",
        "source/manuals/code/go.md": "/manuals/code/go",
        "source/index.html.md.erb": "/home",
        "abc": "/page",
        "folder:standards": "/standards",
        "source/standards/hosting.html.md.erb": "/standards/hosting",
        "source/standards/slis.html.md.erb": "/standards/slis",
    }


def test_named_parents_and_addresses_make_the_tree(tmp_path: Path) -> None:
    front = "---\ntitle: {title}\nurl: {url}\n{more}---\nx"
    reading = read_files(
        tmp_path,
        {
            "a.md": front.format(title="Guide", url="/travel/badges", more=""),
            "b.md": front.format(title="Second", url="/other/second", more="parent: /travel/badges\norder: 2\n"),
            "c.md": front.format(title="First", url="/travel/badges/deep/first", more="order: 1\n"),
            "d.md": front.format(title="Lost", url="/lost", more="parent: /nowhere\n"),
            "e.md": front.format(title="Round", url="/round", more="parent: /round-two\n"),
            "f.md": front.format(title="Round two", url="/round-two", more="parent: /round\n"),
        },
    )
    planned = plan(reading, LinkTable(reading))
    assert [(place.key, place.parent) for place in planned.places] == [
        ("a.md", ""), ("c.md", "a.md"), ("b.md", "a.md"), ("d.md", ""), ("f.md", ""), ("e.md", "f.md"),
    ]  # fmt: skip
    assert [(note.file, note.reason) for note in planned.notes] == [
        ("d.md", "its parent '/nowhere' is not among the documents"),
        ("f.md", "stands below itself by way of 'e.md'; moved to the top"),
    ]


def test_sections_of_questions_become_folders(tmp_path: Path) -> None:
    reading = read_files(tmp_path, {"faq.csv": "question,answer,section\nA?,B,Rent & repairs\nC?,D,\n"})
    planned = plan(reading, LinkTable(reading)).places
    assert [(place.title, place.slug, place.parent) for place in planned] == [
        ("C?", "c", ""), ("Rent & repairs", "rent-repairs", ""), ("A?", "a", "folder:rent-repairs"),
    ]  # fmt: skip

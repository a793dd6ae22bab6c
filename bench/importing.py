"""How fast documents are imported."""

import tempfile
import time
from pathlib import Path

from bench import content, processes
from bench.results import table

TITLE = "Import"
HOST = "www.localhost"


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    number = 20 if quick else 500
    source = Path(tempfile.mkdtemp(dir=processes.folder())) / "documents"
    size = write(source, number)
    with processes.database("sqlite") as address:
        env = processes.environment(address)
        processes.prepare(env)
        processes.python("-m", "bench.inside.branches", HOST, env=env)
        rows: list[tuple[object, ...]] = [("", "seconds", "documents a second")]
        for title in ("first time", "again, nothing changed"):
            began = time.monotonic()
            processes.python("manage.py", "import_content", str(source), *WHERE, env=env)
            seconds = time.monotonic() - began
            rows.append((title, f"{seconds:.1f}", f"{number / seconds:.0f}"))
        found = int(processes.python("-m", "bench.inside.branches", HOST, env=env))
    if found != number:
        raise RuntimeError(f"{found} pages came of {number} documents")
    return [
        f"{number} Markdown documents of {size // number} bytes each, with links to one another, from a folder "
        "to SQLite; the whole command, its start included.",
        "",
        *table(*rows),
    ]


WHERE = ("--to", "website:/", "--audience", "public", "--verbosity", "0")


def write(folder: Path, number: int) -> int:
    """Writes that many documents in folders by section; returns their size in bytes."""
    size = 0
    for page in content.site(number):
        path = (
            folder / page["section"] / f"{page['slug']}.md" if page["section"] else folder / page["slug"] / "_index.md"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        text = document(page)
        path.write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def document(page: content.PageData) -> str:
    """A page as Markdown with front matter."""
    lines = ["---", f"title: {page['title']}", f"summary: {page['summary']}", "---", ""]
    for heading, text in zip(page["body"][::2], page["body"][1::2], strict=True):
        lines += [f"## {heading}", "", markdown(text), ""]
    return "\n".join(lines)


def markdown(text: str) -> str:
    """The rich text of bench.content as Markdown."""
    for tag, mark in (("<p>", ""), ("</p>", "\n\n"), ("<ul>", ""), ("</ul>", ""), ("<li>", "- "), ("</li>", "\n")):
        text = text.replace(tag, mark)
    pieces = text.split("[[")
    linked = [piece.split("]]", 1) for piece in pieces[1:]]
    return pieces[0] + "".join(f"[{slug}]({address(slug)}){rest}" for slug, rest in linked)


def address(slug: str) -> str:
    """Where a page of bench.content stands."""
    if slug.startswith("section-"):
        return f"/{slug}/"
    return f"/section-{int(slug.removeprefix('page-')) % content.SECTIONS}/{slug}/"

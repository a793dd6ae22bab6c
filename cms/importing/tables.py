"""Tables as blocks: one heading row, and cells of rich text."""

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag

from cms.importing import markup
from cms.importing.blocks import SHORT_TEXT, Builder
from cms.importing.boxes import rich_and_others
from cms.importing.documents import Block
from cms.importing.richtext import plain

SPAN_LIMIT = 50
CELLS_LIMIT = 20_000


@dataclass
class Cell:
    """One cell: its rich text, its plain text, and whether it is a heading."""

    rich: str
    text: str
    heads: bool


def take_in_table(builder: Builder, tag: Tag) -> None:
    """A table; one that only arranges things, or lies inside another, becomes paragraphs."""
    line = markup.line_of(tag)
    rows = [row for row in rows_of(tag) if cells_of(row)]
    widest = max((len(cells_of(row)) for row in rows), default=0)
    arranges = widest <= 1 or tag.get("role") == "presentation" or (len(rows) == 1 and tag.find("th") is None)
    caption = _outside(builder, tag)
    if builder.flat or arranges:
        if widest:
            place = "inside a table or box" if builder.flat else "of one row or column"
            builder.notebook.altered(line, f"a table {place} made into paragraphs")
        builder.text(caption)
        for row in rows:
            for cell in cells_of(row):
                builder.walk(cell.children)
        return
    grid, lifted = _grid(builder, rows, line)
    width = max(len(row) for row in grid)
    for cells in grid:
        cells.extend(Cell("", "", False) for _ in range(width - len(cells)))
    headings = _headings(builder, tag, rows, grid, line)
    body = [{"values": [_bold(cell) for cell in cells]} for cells in grid]
    columns = [{"type": "text", "heading": heading} for heading in headings]
    builder.add("table", {"columns": columns, "rows": body, "caption": caption})
    for block in lifted:
        builder.append(block)


def rows_of(tag: Tag) -> Iterator[Tag]:
    """The rows of a table, without those of tables in its cells."""
    for row in tag.find_all("tr"):
        if row.find_parent("table") is tag:
            yield row


def cells_of(row: Tag) -> list[Tag]:
    """The cells of a row."""
    return [cell for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th")]


def _outside(builder: Builder, tag: Tag) -> str:
    """The caption; a long one becomes a paragraph before the table."""
    caption = tag.find("caption")
    if not isinstance(caption, Tag) or caption.find_parent("table") is not tag:
        return ""
    text = plain([caption])
    builder.findings.mark(caption)
    if len(text) <= SHORT_TEXT and caption.find(["a", "img"]) is None:
        return text
    builder.walk(caption.children)
    return ""


def _grid(builder: Builder, rows: list[Tag], line: int) -> tuple[list[list[Cell]], list[Block]]:
    """The cells in rows, those that span others repeated in each of them; and blocks that no cell can hold."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[int, Cell]] = {}  # column -> rows still to fill, cell
    lifted: list[Block] = []
    spans = False
    for row in rows:
        builder.findings.mark(row)
        filled: list[Cell] = []
        for cell in cells_of(row):
            _fill(hanging, filled)
            made, others = _cell(builder, cell)
            lifted += others
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            spans = spans or across > 1 or down > 1
            for _ in range(across):
                if down > 1:
                    hanging[len(filled)] = (down - 1, made)
                filled.append(made)
        _fill(hanging, filled)
        if filled:
            grid.append(filled)
        if sum(map(len, grid)) > CELLS_LIMIT:
            builder.notebook.altered(line, f"a table of more than {CELLS_LIMIT} cells is hard to read")
    if spans:
        builder.notebook.altered(line, "cells that span others are repeated in each")
    if lifted:
        builder.notebook.altered(line, "images in a table follow after it")
    return grid, lifted


def _fill(hanging: dict[int, tuple[int, Cell]], filled: list[Cell]) -> None:
    while len(filled) in hanging:
        left, cell = hanging.pop(len(filled))
        if left > 1:
            hanging[len(filled)] = (left - 1, cell)
        filled.append(cell)


def _cell(builder: Builder, tag: Tag) -> tuple[Cell, list[Block]]:
    builder.findings.mark(tag)
    text = plain([tag])
    rich, others = rich_and_others(builder.inside(tag.children, flat=True))
    return Cell(rich, text, tag.name == "th"), others


def _headings(builder: Builder, tag: Tag, rows: list[Tag], grid: list[list[Cell]], line: int) -> list[str]:
    """Takes the heading row out of the grid."""
    first = grid[0]
    in_head = rows[0].parent is not None and rows[0].parent.name == "thead"
    if in_head or all(cell.heads or not cell.text for cell in first):
        grid.pop(0)
    elif tag.find("th") is None:
        grid.pop(0)
        builder.notebook.altered(line, "a table without headings: its first row is taken for them")
    else:
        builder.notebook.altered(line, "a table whose columns have no headings")
        return [""] * len(first)
    for cell in cells_of(rows[0]):
        for link in cell.find_all("a"):
            if link.get("data-href"):
                address = str(link["data-href"])
                builder.notebook.altered(markup.line_of(cell), "a link in a table's heading row left out", address)
    return [cell.text for cell in first]


def _bold(cell: Cell) -> str:
    if not cell.heads or not cell.text or "<b>" in cell.rich:
        return cell.rich
    return cell.rich.replace("<p>", "<p><b>").replace("</p>", "</b></p>")


def _span(tag: Tag, name: str) -> int:
    text = str(tag.get(name) or "1").strip()
    return min(max(int(text), 1), SPAN_LIMIT) if text.isdecimal() else 1

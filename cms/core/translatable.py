"""What of pages and blocks goes to translators, in the terms of wagtail-localize."""

from typing import Any

from wagtail.rich_text import RichText
from wagtail_localize.fields import BaseTranslatableField
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter


class OwnField(BaseTranslatableField):
    """Never copied from the text that was once submitted: each page keeps its own, or has it by other means.

    A translation shares its audiences through `cms.access`, as they are now. The submitted text says what they were
    then, and must not bring that back.
    """


class FixedText:
    """A mix-in for blocks whose text is the same in each language: telephone numbers, code."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing to translate."""
        return []


class OwnAddress:
    """A mix-in for blocks that hold an address, which a translation may replace by another."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """The address, as something that may be replaced."""
        return [OverridableSegmentValue("", value)] if value else []


class TableSegments:
    """A mix-in for typed tables: caption, headings and cells are translated each by itself, known by their place."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """The segments of all texts in the table."""
        extractor = StreamFieldSegmentExtractor(None)
        found = []
        for place, block, text in _texts(value):
            segments = extractor.handle_block(block, text)
            found += [segment.wrap(place) for segment in segments if not segment.is_empty()]
        return found

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        """The table with these segments in their places."""
        by_place: dict[str, list[Any]] = {}
        for segment in segments:
            place, inner = segment.unwrap()
            by_place.setdefault(place, []).append(inner)
        writer = StreamFieldSegmentsWriter(None, None, None)
        for place, block, text in list(_texts(value)):
            if place in by_place:
                _put(value, place, writer.handle_block(block, text, by_place[place]))
        return value


def _texts(table: Any) -> Any:
    """Each text of a table: place, block, value."""
    from wagtail.blocks import CharBlock

    plain = CharBlock()
    if table is None:
        return
    yield "caption", plain, table.caption or ""
    for column, entry in enumerate(table.columns):
        yield f"heading-{column}", plain, entry["heading"]
    for row, entry in enumerate(table.row_data):
        for column, cell in enumerate(entry["values"]):
            text = RichText(cell) if isinstance(cell, str) else cell
            yield f"cell-{row}-{column}", table.columns[column]["block"], text


def _put(table: Any, place: str, text: Any) -> None:
    kind, *position = place.split("-")
    if kind == "caption":
        table.caption = text
    elif kind == "heading":
        table.columns[int(position[0])]["heading"] = text
    else:
        table.row_data[int(position[0])]["values"][int(position[1])] = text

"""Values of blocks as JSON: what a front end that draws its own pages needs."""

from typing import Any

from wagtail.blocks import ListBlock, StructBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, Filter
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.rich_text import RichText, expand_db_html

from cms.core.reading import PageLink

WIDTHS = (400, 800)
FORMAT = "format-webp"


def structured(block: Any, value: Any) -> Any:
    """The value of a block that `for_reader` has cut, as JSON types.

    A block may say it itself in `as_json(value, structured)`. Streams are lists of `{id, type, value}`, rich text is
    HTML, a page is `{id, title, url}`.
    """
    if value is None:
        return None
    if hasattr(block, "as_json"):
        return block.as_json(value, structured)
    if isinstance(block, BaseStreamBlock):
        return [
            {"id": child.id, "type": child.block_type, "value": structured(child.block, child.value)} for child in value
        ]
    if isinstance(block, StructBlock):
        return {name: structured(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, ListBlock):
        return [structured(block.child_block, item) for item in value]
    if isinstance(block, BaseTypedTableBlock):
        return {
            "caption": value.caption or "",
            "columns": [str(column["heading"]) for column in value.columns],
            "rows": [
                [structured(column["block"], cell) for column, cell in zip(value.columns, row["values"], strict=False)]
                for row in value.row_data
            ],
        }
    return leaf(value)


def leaf(value: Any) -> Any:
    """A value that holds no other."""
    if isinstance(value, RichText):
        return expand_db_html(value.source)
    if isinstance(value, PageLink):
        return {"id": value.id, "title": value.title, "url": value.url}
    if isinstance(value, AbstractImage):
        return picture(value)
    if isinstance(value, AbstractDocument):
        return {
            "id": value.pk,
            "title": value.title,
            "url": value.url,
            "type": value.file_extension,
            "size": value.file_size or 0,
        }
    if isinstance(value, (str, int, float, bool, list, dict)):
        return value
    return str(value)


def picture(image: Any) -> dict[str, Any]:
    """A picture in its sizes; the largest is its `url`."""
    made = get_renditions_or_not_found(image, [Filter(spec=f"width-{width}|{FORMAT}") for width in WIDTHS])
    renditions = sorted(made.values(), key=lambda one: int(one.width))
    sizes = [{"url": one.url, "width": one.width, "height": one.height} for one in renditions]
    return {"id": image.pk, **sizes[-1], "sizes": sizes}


def rendered(block: Any, value: Any, reader: Any) -> str:
    """The same as HTML; a stream may say it itself in `as_html(value, reader)`. Empty where it has none of its own."""
    if hasattr(block, "as_html"):
        return str(block.as_html(value, reader))
    if not all(getattr(child.meta, "template", None) for child in block.child_blocks.values()):
        return ""
    return str(block.render(value))

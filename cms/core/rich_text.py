"""Links to a heading of another page within rich text: the editor keeps them as they are."""

from typing import Any

from wagtail.admin.rich_text.converters.contentstate import DOM, link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler, PageLinkElementHandler
from wagtail.rich_text.feature_registry import FeatureRegistry


class HeadingLinkHandler(PageLinkElementHandler):
    """Reads a link to a page for the editor, with the heading that it leads to."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """What the editor keeps of it."""
        data: dict[str, Any] = super().get_attribute_data(attrs)
        return {**data, "anchor": attrs["anchor"]} if attrs.get("anchor") else data


def as_stored(props: dict[str, Any]) -> Any:
    """The stored element of a link."""
    if props.get("id") is None or not props.get("anchor"):
        return link_entity(props)
    attributes = {"linktype": "page", "id": props["id"], "anchor": props["anchor"]}
    return DOM.create_element("a", attributes, props["children"])


def register(features: FeatureRegistry) -> None:
    """Puts these in the place of Wagtail's own."""
    rule = {
        "from_database_format": {
            "a[href]": ExternalLinkElementHandler("LINK"),
            'a[linktype="page"]': HeadingLinkHandler("LINK"),
        },
        "to_database_format": {"entity_decorators": {"LINK": as_stored}},
    }
    features.register_converter_rule("contentstate", "link", rule)

"""Facts within rich text: how the editor keeps them, and which fact a text refers to."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.contentstate import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from .enums import FactFormat
from .models import Fact

# The features of rich text, with the format that each puts in and how the editor calls it.
FEATURES = {
    "fact": ("FACT", FactFormat.SHORT, _("Fact")),
    "fact-full": ("FACT_FULL", FactFormat.FULL, _("Fact as a whole sentence")),
}


class FactHandler(LinkHandler):
    """Tells Wagtail's index of references about facts in rich text; readers' words come from cms.core.inline."""

    identifier = "fact"

    @staticmethod
    def get_model() -> type[Fact]:
        """See EntityHandler."""
        return Fact

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """In the admin the fact's name stands for it."""
        return ["<a>"] * len(attrs_list)

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[Any, str, str, str]]:
        """See EntityHandler."""
        if attrs.get("id", "").isdigit():
            yield Fact, attrs["id"], "", ""


class FactElementHandler(InlineEntityElementHandler):
    """Reads a fact for the editor; its format says which entity it is."""

    mutability = "IMMUTABLE"

    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        """See InlineEntityElementHandler."""
        form = dict(attrs).get("format", "")
        self.entity_type = next((entity for entity, own, _label in FEATURES.values() if own == form), "FACT")
        super().handle_starttag(name, attrs, state, contentstate)

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        """What the editor keeps of it."""
        return {"id": attrs.get("id", "")}


def as_stored(form: str) -> Any:
    """The function that makes the stored element of an entity."""

    def element(props: dict[str, Any]) -> Any:
        key = str(props.get("id", ""))
        attributes = {"linktype": "fact", "id": key if key.isdigit() else "0", "format": form}
        return DOM.create_element("a", attributes, props["children"])

    return element


def register(features: FeatureRegistry) -> None:
    """Makes the features known to Wagtail."""
    features.register_link_type(FactHandler)
    for feature, (entity, form, label) in FEATURES.items():
        options = {
            "type": entity,
            "icon": "info-circle",
            "description": str(label),
            "chooserUrls": {"factChooser": reverse_lazy("wagtailsnippetchoosers_facts_fact:choose")},
        }
        plugin = EntityFeature(options, js=["wagtailadmin/js/chooser-modal.js", "facts/fact.js"])
        features.register_editor_plugin("draftail", feature, plugin)
        rule = {
            "from_database_format": {'a[linktype="fact"]': FactElementHandler(entity)},
            "to_database_format": {"entity_decorators": {entity: as_stored(form)}},
        }
        features.register_converter_rule("contentstate", feature, rule)

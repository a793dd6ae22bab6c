"""The block that shows a fact in a page's body."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .enums import FactFormat
from .words import full, linked


class FactValue(blocks.StructValue):
    """A fact with the format to show it in."""

    @property
    def words(self) -> str:
        """The words of the short and the full format, as HTML."""
        fact = self["fact"]
        return linked(fact, full(fact) if self["format"] == FactFormat.FULL else fact.short)


class FactBlock(blocks.StructBlock):
    """A fact, as it is whenever the page is read."""

    fact = SnippetChooserBlock("facts.Fact", label=_("Fact"))
    format = blocks.ChoiceBlock(choices=FactFormat.choices, default=FactFormat.FULL, label=_("Format"))

    def words(self, value: Any) -> str:
        """What search finds it by."""
        fact = value["fact"]
        if value["format"] == FactFormat.TABLE:
            return "\n".join([fact.name, *(f"{label} {text}" for label, text in fact.rows)])
        return full(fact) if value["format"] == FactFormat.FULL else str(fact.short)

    def as_json(self, value: Any, structured: Callable[[Any, Any], Any]) -> dict[str, Any]:
        """The fact for other front ends; see cms.api.structure."""
        fact = value["fact"]
        return {
            "name": fact.name,
            "kind": fact.kind,
            "format": value["format"],
            "short": fact.short,
            "full": fact.full,
            "rows": [{"label": label, "value": text} for label, text in fact.rows],
        }

    class Meta:
        access = "inherits"
        icon = "info-circle"
        label = _("Fact")
        template = "kb/blocks/fact.html"
        value_class = FactValue

"""The parts of an article, each for its audience, and the block that embeds an article in a page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.access.audiences import AGENT, EVERYBODY, PARTNER, PARTNER_PREFIX, RESIDENT, STAFF, Audiences
from cms.access.fields import audience_choices
from cms.access.reader import Reader
from cms.core.blocks import BodyBlock

from .enums import PartKind


class PartContentBlock(BodyBlock):
    """What a part holds: any body block but another article."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **{"exclude": ("article",), **kwargs})

    class Meta:
        access = "inherits"
        required = True


class PartBlock(blocks.StructBlock):
    """A part for a fixed audience."""

    audiences: Audiences = frozenset()

    title = blocks.CharBlock(max_length=255, required=False, default="", label=_("Title"))
    content = PartContentBlock(label=_("Content"))

    def audiences_of(self, value: Any) -> Audiences:
        """Whom the part is for."""
        return self.audiences

    class Meta:
        icon = "doc-empty"


class PublicTextBlock(PartBlock):
    """For everybody who sees the article."""

    audiences = EVERYBODY

    class Meta:
        access = "public"
        label = PartKind.PUBLIC_TEXT.label
        icon = "globe"


class ResidentTextBlock(PartBlock):
    """For residents who have signed in."""

    audiences = frozenset({RESIDENT})

    class Meta:
        access = "resident"
        label = PartKind.RESIDENT_TEXT.label
        icon = "user"


def organisation_choices() -> list[tuple[str, str]]:
    """The audiences of partner organisations."""
    return [choice for choice in audience_choices() if choice[0].startswith(PARTNER_PREFIX)]


class OrganisationsBlock(blocks.MultipleChoiceBlock):
    """Chooses partner organisations by the keys of their audiences."""

    def normalize_choice(self, value: Any) -> Any:
        """Keys are text already; Wagtail would ask for all choices to find their type, once for each value read."""
        return value


class PartnerTextBlock(PartBlock):
    """For all partners, or for some organisations only."""

    organisations = OrganisationsBlock(
        choices=organisation_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Organisations"),
        help_text=_("Nothing chosen: all partners."),
    )

    def audiences_of(self, value: Any) -> Audiences:
        """The organisations chosen, or all partners."""
        return frozenset(value.get("organisations") or {PARTNER})

    def for_reader(self, value: Any, cut: Any) -> Any:
        """Names only the reader's own organisations: which others share the part is not for them to know."""
        value["organisations"] = [key for key in value.get("organisations") or [] if cut.sees(frozenset({key}))]
        return value

    class Meta:
        access = "partner"
        label = PartKind.PARTNER_TEXT.label
        icon = "group"


class StaffNoteBlock(PartBlock):
    """For staff."""

    audiences = frozenset({STAFF})

    class Meta:
        access = "staff"
        label = PartKind.STAFF_NOTE.label
        icon = "lock"


class AgentScriptBlock(PartBlock):
    """What an agent says."""

    audiences = frozenset({AGENT})

    class Meta:
        access = "agent"
        label = PartKind.AGENT_SCRIPT.label
        icon = "comment"


class VulnerabilityCueBlock(AgentScriptBlock):
    """What an agent looks out for."""

    class Meta:
        access = "agent"
        label = PartKind.VULNERABILITY_CUE.label
        icon = "warning"


class ShortTextBlock(blocks.StructBlock):
    """What an agent sends by SMS or chat."""

    text = blocks.TextBlock(max_length=300, label=_("Text"))

    def audiences_of(self, value: Any) -> Audiences:
        """Agents."""
        return frozenset({AGENT})

    class Meta:
        access = "agent"
        label = PartKind.SHORT_TEXT.label
        icon = "mobile-alt"


class ArticlePartsBlock(blocks.StreamBlock):
    """The body of an article."""

    public_text = PublicTextBlock()
    resident_text = ResidentTextBlock()
    partner_text = PartnerTextBlock()
    staff_note = StaffNoteBlock()
    agent_script = AgentScriptBlock()
    vulnerability_cue = VulnerabilityCueBlock()
    short_text = ShortTextBlock()

    def as_html(self, value: Any, reader: Reader) -> str:
        """The parts as a page shows them; see cms.api.structure."""
        return render_to_string("components/parts.html", {"parts": part_views(value, reader)})

    def render_basic(self, value: Any, context: Any = None) -> str:
        """The same within a page."""
        return self.as_html(value, context["request"].reader)

    class Meta:
        access = "inherits"


class EmbeddedArticleChooserBlock(blocks.PageChooserBlock):
    """Chooses an article whose content is shown, not only linked."""

    embeds = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"page_type": "kb.ArticlePage", **kwargs})


class EmbeddedArticleValue(blocks.StructValue):
    """The article as far as the reader may see it; `parts` is set when the page is cut for its reader."""

    parts: list[dict[str, Any]]

    @property
    def title(self) -> str:
        """The article's title."""
        return str(self["article"].title)

    @property
    def url(self) -> str:
        """Where the reader finds the article itself, or nothing."""
        return str(self["article"].url)


class ArticleBlock(blocks.StructBlock):
    """An article of the knowledge base within a page: each reader sees their own parts of it."""

    article = EmbeddedArticleChooserBlock(label=_("Article"))

    def for_reader(self, value: Any, cut: Any) -> Any:
        """Adds the parts that the reader may see."""
        shown = cut.page(value["article"].page)
        value.parts = part_views(shown.body, cut.reader)
        return value

    def as_json(self, value: Any, structured: Callable[[Any, Any], Any]) -> dict[str, Any]:
        """The article and its parts; see cms.api.structure."""
        parts = [
            {
                "type": part["kind"],
                "label": part["label"],
                "title": part["title"],
                "text": part["text"],
                "content": structured(part["content"].stream_block, part["content"]) if part["content"] else [],
            }
            for part in value.parts
        ]
        article = value["article"]
        return {"article": {"id": article.id, "title": article.title, "url": article.url}, "parts": parts}

    class Meta:
        access = "inherits"
        icon = "help"
        label = _("Article")
        template = "kb/blocks/article.html"
        value_class = EmbeddedArticleValue


def part_views(stream: Any, reader: Reader) -> list[dict[str, Any]]:
    """The parts of a cut article for a template: kind, label, audience_label, title, content, text."""
    views = []
    for child in stream:
        organisations = child.value.get("organisations") or []
        label = str(PartKind(child.block_type).label)
        if organisations:
            label += ": " + ", ".join(reader.names.get(key, key) for key in organisations)
        views.append(
            {
                "kind": child.block_type,
                "label": label,
                "audience_label": label,
                "title": child.value.get("title") or "",
                "content": child.value.get("content"),
                "text": child.value.get("text") or "",
            }
        )
    return views

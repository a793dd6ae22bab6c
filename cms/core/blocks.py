"""The blocks that page bodies are made of; other apps add theirs in settings.CMS_BODY_BLOCKS."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.html import conditional_escape
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from .sanitise import clean_rich_text
from .translatable import FixedText, OwnAddress, TableSegments

FEATURES = ["bold", "italic", "superscript", "subscript", "code", "link", "document-link", "ol", "ul", "hr"]
FEATURES += settings.CMS_INLINE_FEATURES
SAFE_ADDRESS = re.compile(r"^(https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists, with links; cleaned each time it is saved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, **kwargs})

    def get_prep_value(self, value: RichText) -> str:
        """The cleaned source."""
        return clean_rich_text(super().get_prep_value(value) or "")

    class Meta:
        access = "inherits"
        icon = "pilcrow"
        label = _("Text")
        template = "core/blocks/text.html"


class HeadingValue(blocks.StructValue):
    """A heading that can be linked to."""

    @property
    def anchor(self) -> str:
        """The heading's id in the page."""
        return slugify(self.get("text") or "") or "section"


class HeadingBlock(blocks.StructBlock):
    """A heading of one of three levels."""

    level = blocks.ChoiceBlock(
        choices=[("h2", _("Level 2")), ("h3", _("Level 3")), ("h4", _("Level 4"))], default="h2", label=_("Level")
    )
    text = blocks.CharBlock(max_length=255, label=_("Text"))

    class Meta:
        access = "inherits"
        icon = "title"
        label = _("Heading")
        template = "core/blocks/heading.html"
        value_class = HeadingValue


class ImageBlock(blocks.StructBlock):
    """An image with its text alternative, or marked as decoration."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(max_length=255, required=False, default="", label=_("Text alternative"))
    decorative = blocks.BooleanBlock(required=False, label=_("Only decoration"))
    caption = blocks.CharBlock(max_length=255, required=False, default="", label=_("Caption"))

    def clean(self, value: Any) -> Any:
        """Asks for either the text or the mark; raises StructBlockValidationError at `alt`."""
        cleaned = super().clean(value)
        if not cleaned["alt"] and not cleaned["decorative"]:
            message = _("Say what the image shows, or mark it as only decoration.")
            raise StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return cleaned

    class Meta:
        access = "inherits"
        icon = "image"
        label = _("Image")
        template = "core/blocks/image.html"


class TableBlock(TableSegments, TypedTableBlock):
    """A table with a heading row; cells hold text."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        features = ["bold", "italic", "link", "document-link", "ol", "ul", *settings.CMS_INLINE_FEATURES]
        cell = TextBlock(features=features, required=False)
        super().__init__(local_blocks or [("text", cell)], **kwargs)

    class Meta:
        access = "inherits"
        icon = "table"
        label = _("Table")
        template = "core/blocks/table.html"


class QuoteBlock(blocks.StructBlock):
    """Words of somebody else."""

    text = blocks.TextBlock(label=_("Text"))
    attribution = blocks.CharBlock(max_length=255, required=False, default="", label=_("Attribution"))

    class Meta:
        access = "inherits"
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quote.html"


class CodeBlock(FixedText, blocks.StructBlock):
    """Text to be shown letter by letter."""

    language = blocks.CharBlock(max_length=40, required=False, default="", label=_("Language"))
    code = blocks.TextBlock(label=_("Code"))

    class Meta:
        access = "inherits"
        icon = "code"
        label = _("Code")
        template = "core/blocks/code.html"


class InsetBlock(TextBlock):
    """Text set apart from what surrounds it."""

    class Meta:
        access = "inherits"
        icon = "indent"
        label = _("Inset text")
        template = "core/blocks/inset.html"


class WarningBlock(blocks.TextBlock):
    """What may happen to somebody who does not act."""

    class Meta:
        access = "inherits"
        icon = "warning"
        label = _("Warning")
        template = "core/blocks/warning.html"


class DetailsBlock(blocks.StructBlock):
    """Text that opens when asked for."""

    summary = blocks.CharBlock(max_length=255, label=_("Summary"))
    text = TextBlock(label=_("Text"))

    class Meta:
        access = "inherits"
        icon = "collapse-down"
        label = _("Details")
        template = "core/blocks/details.html"


class SafeAddressBlock(OwnAddress, blocks.CharBlock):
    """A web, e-mail or telephone address, or a path on this site."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for any other scheme, such as `javascript:`."""
        cleaned = super().clean(value)
        if cleaned and not SAFE_ADDRESS.match(cleaned):
            raise ValidationError(_("Begin with https://, mailto:, tel: or /."))
        return cleaned


class ActionValue(blocks.StructValue):
    """A button with its target."""

    @property
    def href(self) -> str:
        """Where the button leads, or nothing."""
        page = self.get("page")
        return (page.url if page else self.get("url")) or ""


class ActionBlock(blocks.StructBlock):
    """A button that begins or goes on with something."""

    label = blocks.CharBlock(max_length=100, label=_("Label"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = SafeAddressBlock(max_length=500, required=False, default="", label=_("or address"))
    start = blocks.BooleanBlock(required=False, label=_("Start button"))

    def clean(self, value: Any) -> Any:
        """Asks for one target; raises StructBlockValidationError at both fields."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            error = ErrorList([ValidationError(_("Choose a page or give an address, one of the two."))])
            raise StructBlockValidationError(block_errors={"page": error, "url": error})
        return cleaned

    class Meta:
        access = "inherits"
        icon = "arrow-right"
        label = _("Button")
        template = "core/blocks/action.html"
        value_class = ActionValue


class DocumentValue(blocks.StructValue):
    """A file to download, with what a reader wants to know before."""

    @property
    def href(self) -> str:
        """The file's address."""
        return str(self["document"].url)

    @property
    def kind(self) -> str:
        """The file's type, such as PDF."""
        return str(self["document"].file_extension).upper()

    @property
    def size(self) -> int:
        """The file's size in bytes."""
        return int(self["document"].get_file_size() or 0)


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(max_length=255, required=False, default="", label=_("Label"))

    class Meta:
        access = "inherits"
        icon = "doc-full"
        label = _("Document")
        template = "core/blocks/document.html"
        value_class = DocumentValue


class TelephoneBlock(FixedText, blocks.CharBlock):
    """A telephone number."""


class ContactBlock(blocks.StructBlock):
    """How to reach a team."""

    name = blocks.CharBlock(max_length=120, label=_("Name"))
    phone = TelephoneBlock(max_length=40, required=False, default="", label=_("Phone"))
    email = blocks.EmailBlock(required=False, default="", label=_("Email"))
    address = blocks.TextBlock(required=False, default="", label=_("Address"))
    hours = blocks.TextBlock(required=False, default="", label=_("Hours"))

    class Meta:
        access = "inherits"
        icon = "mail"
        label = _("Contact")
        template = "core/blocks/contact.html"


class BodyBlock(blocks.StreamBlock):
    """All blocks named in settings.CMS_BODY_BLOCKS, but for those excluded."""

    def __init__(self, local_blocks: Any = None, exclude: tuple[str, ...] = (), **kwargs: Any) -> None:
        named = [(name, path) for name, path in settings.CMS_BODY_BLOCKS.items() if name not in exclude]
        super().__init__(local_blocks or [(name, import_string(path)()) for name, path in named], **kwargs)
        self._constructor_kwargs = {"exclude": exclude, **kwargs}

    def render_basic(self, value: Any, context: Any = None) -> SafeString:
        """The blocks one below the other, with no elements around them."""
        html = (conditional_escape(child.render(context=context)).strip() for child in value)
        return SafeString("\n".join(html))

    class Meta:
        access = "inherits"
        required = False

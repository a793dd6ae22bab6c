"""What is chosen already, as the admin's forms show it and take it back.

Wagtail names whatever is stored, or sent, to whoever opens the form. Here what the editor may not find stays the target
that a colleague chose, without its title, address and picture: its key goes out under a seal and comes back with it. A
key that comes without one, of something that they may not find, is refused like one that does not exist.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.core import signing
from django.db.models import Model
from django.utils.translation import gettext
from wagtail.admin.compare import BlockComparison, ForeignObjectComparison, diff_text
from wagtail.admin.rich_text.converters.contentstate_models import Entity
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.widgets import BaseChooser
from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler
from wagtail.images.blocks import ImageChooserBlockComparison
from wagtail.images.edit_handlers import ImageFieldComparison
from wagtail.images.rich_text.contentstate import ImageElementHandler
from wagtail.models import Page

from cms.media.models import MediaDocument, MediaImage

from .choosing import is_guarded, who_asks, whoever_asks_may_find

# No row has this key.
NO_KEY = "0"


def _seal(model: type[Model]) -> signing.Signer:
    """Good for whoever is asking, and for one model."""
    user = who_asks()
    return signing.Signer(salt=f"cms.core.chosen:{model._meta.label_lower}:{user and user.pk}")


def _nameless() -> str:
    return gettext("Not yours to see")


def guard_what_is_chosen() -> None:
    """Has Wagtail's choosers, rich text and comparisons of versions ask who may find what."""
    _guard_choosers()
    _guard_rich_text()
    _guard_comparisons()


def _guard_choosers() -> None:
    told, taken = BaseChooser.get_value_data, BaseChooser.value_from_datadict

    @functools.wraps(told)
    def get_value_data(self: BaseChooser, value: Any) -> dict[str, Any] | None:
        data: dict[str, Any] | None = told(self, value)
        if not data or whoever_asks_may_find(self.model_class, data["id"]):
            return data
        sealed = _seal(self.model_class).sign(str(data["id"]))
        hidden = dict.fromkeys(data) | {"id": sealed, self.display_title_key: _nameless()}
        if "preview" in data:
            hidden |= {"preview": {"url": "", "width": 0, "height": 0}, "default_alt_text": ""}
        return hidden

    @functools.wraps(taken)
    def value_from_datadict(self: BaseChooser, data: Any, files: Any, name: str) -> Any:
        value = taken(self, data, files, name)
        if value is None or not is_guarded(self.model_class):
            return value
        try:
            return _seal(self.model_class).unsign(value)
        except signing.BadSignature:
            known = value.isdecimal() and whoever_asks_may_find(self.model_class, int(value))
            return value if known else NO_KEY

    BaseChooser.get_value_data = get_value_data
    BaseChooser.value_from_datadict = value_from_datadict


def _guard_rich_text() -> None:
    """What stands in the text keeps its key, and looks to the editor as if it were gone."""
    page, document = PageLinkElementHandler.get_attribute_data, DocumentLinkElementHandler.get_attribute_data
    image = ImageElementHandler.create_entity

    @functools.wraps(page)
    def page_data(self: Any, attrs: dict[str, str]) -> dict[str, Any]:
        if whoever_asks_may_find(Page, int(attrs["id"])):
            found: dict[str, Any] = page(self, attrs)
            return found
        return {"id": int(attrs["id"]), "url": None, "parentId": None}

    @functools.wraps(document)
    def document_data(self: Any, attrs: dict[str, str]) -> dict[str, Any]:
        key = attrs.get("id", "")
        if not key.isdecimal() or whoever_asks_may_find(MediaDocument, int(key)):
            found: dict[str, Any] = document(self, attrs)
            return found
        return {"id": int(key)}

    @functools.wraps(image)
    def image_entity(self: Any, name: str, attrs: dict[str, str], state: Any, contentstate: Any) -> Entity:
        if whoever_asks_may_find(MediaImage, int(attrs["id"])):
            return image(self, name, attrs, state, contentstate)
        shown = {"id": attrs["id"], "src": "", "alt": attrs.get("alt"), "format": attrs["format"]}
        return Entity("IMAGE", "IMMUTABLE", shown)

    PageLinkElementHandler.get_attribute_data = page_data
    DocumentLinkElementHandler.get_attribute_data = document_data
    ImageElementHandler.create_entity = image_entity


def _guard_comparisons() -> None:
    """Where one of two things is not to be named, words stand for both."""
    of_block, of_image, of_field = BlockComparison, ImageChooserBlockComparison, ForeignObjectComparison
    for comparison in (of_block, of_image):
        comparison.htmlvalue = _in_words(comparison.htmlvalue, lambda self, value: (value, value))
        comparison.htmldiff = _in_words(comparison.htmldiff, lambda self: (self.val_a, self.val_b))
    for comparison in (of_field, ImageFieldComparison):
        comparison.htmldiff = _in_words(comparison.htmldiff, of_field.get_objects)


def _in_words(told: Callable[..., str], compared: Callable[..., tuple[Any, Any]]) -> Callable[..., str]:
    """The method, but in words if the editor may not find something of what it compares."""

    @functools.wraps(told)
    def method(self: Any, *args: Any) -> str:
        pair = compared(self, *args)
        if all(map(_may_be_named, pair)):
            return told(self, *args)
        before, after = ("" if each is None else str(each) if _may_be_named(each) else _nameless() for each in pair)
        words: str = diff_text(before, after).to_html()
        return words

    return method


def _may_be_named(value: Any) -> bool:
    return not isinstance(value, Model) or whoever_asks_may_find(type(value), value.pk)

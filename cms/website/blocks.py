"""Blocks of service and home pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.core.blocks import ContactBlock, SafeAddressBlock


class TaskValue(blocks.StructValue):
    """A task with its address and name."""

    @property
    def url(self) -> str:
        """Where the task begins."""
        page = self.get("page")
        return (page.url if page else self.get("address")) or ""

    @property
    def title(self) -> str:
        """The task's own title, or that of its page."""
        page = self.get("page")
        return self.get("label") or (page.title if page else "")


class TaskBlock(blocks.StructBlock):
    """Something that readers come to do."""

    label = blocks.CharBlock(max_length=120, required=False, default="", label=_("Label"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    address = SafeAddressBlock(max_length=500, required=False, default="", label=_("or address"))
    summary = blocks.CharBlock(max_length=255, required=False, default="", label=_("Summary"))

    def clean(self, value: Any) -> Any:
        """Asks for a page, or for an address with a label."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            error = ErrorList([ValidationError(_("Choose a page or give an address, one of the two."))])
            raise StructBlockValidationError(block_errors={"page": error, "address": error})
        if cleaned["address"] and not cleaned["label"]:
            raise StructBlockValidationError(block_errors={"label": ValidationError(_("Name the task."))})
        return cleaned

    class Meta:
        access = "inherits"
        icon = "tasks"
        label = _("Task")
        value_class = TaskValue


class TasksBlock(blocks.StreamBlock):
    """Tasks in the order in which readers want them."""

    task = TaskBlock()

    class Meta:
        access = "inherits"
        required = False


class ContactsBlock(blocks.StreamBlock):
    """Whom to ask."""

    contact = ContactBlock()

    class Meta:
        access = "inherits"
        required = False


def as_tasks(stream: Any) -> list[dict[str, str]]:
    """The tasks of a cut stream for a template."""
    return [{"title": child.value.title, "url": child.value.url, "summary": child.value["summary"]} for child in stream]


def as_contacts(stream: Any) -> list[Any]:
    """The contacts of a cut stream for a template."""
    return [child.value for child in stream]

"""The form of a fact: whoever publishes it says that they know how many pages change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .models import Fact
from .selectors import Uses, uses_for


class FactForm(WagtailAdminModelForm):
    """Asks for confirmation where live pages show the fact."""

    confirm_pages = forms.BooleanField(required=False, label=_("These pages change at once"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Fact = self.instance
        self.uses: Uses = uses_for(self.for_user, fact)

    def clean(self) -> dict[str, Any]:
        """An error at `confirm_pages` where it is published unconfirmed."""
        cleaned: dict[str, Any] = super().clean()
        if "action-publish" in self.data and self.uses.total and not cleaned.get("confirm_pages"):
            self.add_error("confirm_pages", _("Look at the list of pages, and confirm that they change."))
        return cleaned

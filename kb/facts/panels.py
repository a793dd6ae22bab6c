"""The panel "Used on" of a fact's editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel


class UsedOnPanel(Panel):
    """Lists the live pages that change with the fact, and asks whoever publishes it to confirm."""

    @property
    def clean_name(self) -> str:
        """The panel's part of its address in the editor."""
        return "used_on"

    class BoundPanel(Panel.BoundPanel):
        """The panel with the pages that this editor may know of."""

        template_name = "facts/used_on_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds `uses` and the box to tick."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "uses": self.form.uses, "box": self.form["confirm_pages"]}


PANELS = [
    UsedOnPanel(heading=_("Used on")),
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("kind"), FieldPanel("service", heading=_("Service")), FieldPanel("slug")]),
    MultiFieldPanel([FieldPanel("short"), FieldPanel("full"), FieldPanel("parts")], _("What it says")),
    FieldPanel("audiences"),
    MultiFieldPanel(
        [
            FieldPanel("contact_user"),
            FieldPanel("contact_name"),
            FieldPanel("contact_email"),
            FieldPanel("review_date"),
        ],
        _("Who looks after it"),
    ),
    FieldPanel("go_live_at"),
]

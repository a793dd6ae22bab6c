"""The panel "Who will see this" of every page's editor."""

from collections import Counter
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.models import Page

from cms.access.audiences import EVERYBODY, Audiences
from cms.access.selectors import ceiling_of, gaining, names_of, seen_by, would_be_seen_by

from .walking import audiences_of, stream_fields


class AudiencePanel(Panel):
    """Names who sees the page now and who will, and leads to what can be done about it at once."""

    @property
    def clean_name(self) -> str:
        """The panel's part of its address in the editor."""
        return "who_will_see"

    def get_form_options(self) -> dict[str, Any]:
        """Claims the box that it draws: Wagtail adds fields that no panel claims below the form, without a label."""
        return {"fields": ["confirm_wider"]}

    class BoundPanel(Panel.BoundPanel):
        """The panel with the draft as it was last saved."""

        template_name = "editing/audience_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds the names of the audiences, of the parts' audiences, and the links."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            parent = getattr(self.form, "parent_page", None) if not page.pk else None
            now = seen_by(page)
            then = would_be_seen_by(page, page.audiences, parent=parent)
            gained = gaining(now, then)
            context.update(now=names_of(now), then=names_of(then), parts=list(parts_of(page)))
            context.update(gained=names_of(gained) if gained else "", live=bool(now), box=self.form["confirm_wider"])
            if page.pk:
                context.update(self._links(page))
            return context

        def _links(self, page: Page) -> dict[str, Any]:
            ceiling = ceiling_of(page)
            return {
                "preview_url": reverse("editing:preview", args=[page.pk]),
                "restrict_url": reverse("editing:restrict", args=[page.pk]),
                "ceiling": None if ceiling is None else names_of(ceiling),
                "lift_url": reverse("editing:lift", args=[page.pk])
                if page.permissions_for_user(self.request.user).may_publish()
                else "",
                "below": page.get_descendants().live().count(),
            }


def parts_of(page: Page) -> list[tuple[str, int]]:
    """For whom parts of the page are that not all of its readers see, and how many there are for each."""
    found: Counter[Audiences] = Counter()
    for field in stream_fields(page):
        found.update(audiences_of(child.block, child.value) for child in getattr(page, field.name))
    return [(names_of(keys), number) for keys, number in found.items() if keys != EVERYBODY]

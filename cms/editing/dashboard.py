"""The first screen of the admin: what waits for the editor, what is overdue, what they published."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.models import Page, PageLogEntry, TaskState
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.core.models import BasePage

SHOWN = 10
PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")


def editable(user: Any) -> Any:
    """The keys of the pages that the user may edit, as a sub-query."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return pages.order_by().values("pk")


def waiting_for(user: Any) -> list[tuple[Page, Any]]:
    """The pages whose version the user may approve, with when it was submitted, the longest wait first."""
    states = TaskState.objects.reviewable_by(user).filter(workflow_state__base_content_type__model="page")
    rows = states.order_by("started_at").values_list("workflow_state__object_id", "started_at")[:SHOWN]
    found = {int(key): moment for key, moment in rows}
    pages = Page.objects.in_bulk(list(found))
    return [(pages[key], moment) for key, moment in found.items() if key in pages]


def overdue_for(user: Any) -> list[tuple[Page, Any]]:
    """The live pages of the user whose review date has passed, with that date, the oldest first."""
    own, today = editable(user), timezone.localdate()
    queries = [
        model._default_manager.filter(live=True, alias_of=None, review_date__lt=today, pk__in=own)
        .order_by()
        .values_list("pk", "review_date")
        for model in apps.get_models()
        if issubclass(model, BasePage) and model.has_review
    ]
    dates = dict(queries[0].union(*queries[1:], all=True).order_by("review_date")[:SHOWN])
    pages = Page.objects.in_bulk(list(dates))
    return [(pages[key], date) for key, date in dates.items() if key in pages]


def published_by(user: AbstractBaseUser) -> list[tuple[Page, Any]]:
    """The live pages of the user that they wrote or brought out as they stand, with when that was, the newest first."""
    approved = PageLogEntry.objects.filter(user_id=user.pk, action__in=PUBLISHED).values("page_id")
    mine = Q(live_revision__user_id=user.pk) | Q(pk__in=approved)
    pages = Page.objects.filter(mine, live=True, pk__in=editable(user)).order_by("-last_published_at", "-pk")
    return [(page, page.last_published_at) for page in pages[:SHOWN]]


class PagesPanel(Component):
    """A list of pages with a date each, by one of the functions above."""

    template_name = "editing/dashboard_panel.html"

    def __init__(self, name: str, order: int, heading: str, empty: str, find: Any) -> None:
        self.name, self.order, self.heading, self.empty, self.find = name, order, heading, empty, find

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Adds `heading`, `empty` and `rows`."""
        assert parent_context is not None
        rows = self.find(parent_context["request"].user)
        return {"name": self.name, "heading": self.heading, "empty": self.empty, "rows": rows}


class OwnRecentEditsPanel(RecentEditsPanel):
    """Wagtail's, without pages that the editor may edit no more."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Wagtail's, cut."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        keys = [page.pk for _, page in context["last_edits"]]
        own = set(
            Page.objects.filter(pk__in=keys)
            .filter(pk__in=editable(context["request"].user))
            .values_list("pk", flat=True)
        )
        context["last_edits"] = [edit for edit in context["last_edits"] if edit[1].pk in own]
        return context


def panels() -> list[Component]:
    """Frontdoor's own."""
    return [
        PagesPanel("waiting", 100, _("Waits for your approval"), _("Nothing waits for you."), waiting_for),
        PagesPanel("overdue", 110, _("Overdue for review"), _("Nothing is overdue."), overdue_for),
        PagesPanel("published", 120, _("You wrote or published"), _("Nothing yet."), published_by),
    ]

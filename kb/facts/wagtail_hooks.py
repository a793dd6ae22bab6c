"""Facts in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from . import rich_text, views
from .models import Fact
from .selectors import pages_showing, uses_for
from .services import CHANGED
from .viewsets import FactViewSet

register_snippet(FactViewSet)


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    """The report."""
    return [path("reports/facts/", views.contradicted, name="contradicted_facts")]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Reports → Facts contradicted elsewhere."""
    label = gettext_lazy("Facts contradicted elsewhere")
    return MenuItem(label, reverse("contradicted_facts"), icon_name="warning")


@hooks.register("register_rich_text_features")
def register_rich_text_features(features: FeatureRegistry) -> None:
    """Lets editors put facts into sentences."""
    rich_text.register(features)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Names the entry that a changed fact leaves in the history of the pages that show it."""

    @actions.register_action(CHANGED)
    class FactChanged(LogFormatter):
        label = gettext_lazy("Change a fact")

        def format_message(self, log_entry: Any) -> str:
            """The fact, and what it said before and after as far as that is not for a few only."""
            data = log_entry.data
            name = data.get("name", "")
            if data.get("old") and data.get("new") and data["old"] != data["new"]:
                return gettext("Fact changed: %(name)s, from “%(old)s” to “%(new)s”") % {**data, "name": name}
            if data.get("unpublished"):
                return gettext("Fact taken away: %(name)s") % {"name": name}
            return gettext("Fact changed: %(name)s") % {"name": name}


@hooks.register("before_delete_snippet")
def keep_what_is_used(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Refuses to delete a fact that pages name, and says which: they would have a hole."""
    for fact in instances:
        if isinstance(fact, Fact) and pages_showing(fact).exists():
            uses = uses_for(request.user, fact)
            named = ", ".join(f"“{page.title}”" for page in uses.pages[:10]) or gettext("none that you work on")
            count = uses.total + uses.drafts
            text = gettext("“%(fact)s” is used on %(count)s pages and cannot be deleted. Live ones: %(pages)s.")
            messages.error(request, text % {"fact": fact.name, "count": count, "pages": named})
            return redirect("wagtailsnippets_facts_fact:edit", fact.pk)
    return None

"""Translations in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import views


@hooks.register("register_admin_urls", order=-1)
def register_addresses() -> list[URLPattern]:
    """The table, and, in front of wagtail-localize's own at the same addresses, its views within an editor's pages."""
    return [
        path("reports/welsh/", views.table, name="translations_table"),
        path("localize/submit/page/<int:page_id>/", views.SubmitOwnPageView.as_view()),
        path("localize/update/<int:translation_source_id>/", views.UpdateOwnTranslationsView.as_view()),
    ]


@hooks.register("register_reports_menu_item")
def register_table() -> MenuItem:
    """Reports → Translation table."""
    return MenuItem(_("Translation table"), reverse("translations_table"), icon_name="wagtail-localize-language")


@hooks.register("construct_reports_menu")
def leave_out_what_shows_every_branch(request: HttpRequest, items: list[Any]) -> None:
    """wagtail-localize's own report is the administrators'."""
    if not request.user.is_superuser:
        items[:] = [
            item for item in items if getattr(item, "url", "") != reverse("wagtail_localize:translations_report")
        ]

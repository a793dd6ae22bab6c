"""Translations in the admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from . import views
from .services import submit_translation


@hooks.register("register_admin_urls", order=-1)
def register_addresses() -> list[URLPattern]:
    """The table, and, in front of wagtail-localize's own at the same addresses, its views within an editor's pages."""
    return [
        path("reports/welsh/", views.table, name="translations_table"),
        path("localize/submit/page/<int:page_id>/", views.SubmitOwnPageView.as_view()),
        path(
            "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            views.SubmitOwnSnippetView.as_view(),
        ),
        path("localize/update/<int:translation_source_id>/", views.UpdateOwnTranslationsView.as_view()),
    ]


@hooks.register("before_edit_page", order=-1)
def publish_by_way_of_the_workflow(request: HttpRequest, page: Page) -> HttpResponse | None:
    """wagtail-localize's form can only publish; where a second person has to approve, that button asks them to."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    rights = page.permissions_for_user(request.user)
    if not rights.can_edit():
        raise PermissionDenied
    if rights.can_publish():
        return None
    try:
        if not submit_translation(page, request.user):
            return None
    except ValidationError as error:
        messages.error(request, "; ".join(error.messages))
    else:
        messages.success(request, _("The translation waits for approval now."))
    return redirect("wagtailadmin_pages:edit", page.pk)


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

"""What of search's own rows an editor may know, in lists, by address, in histories and in that of the whole site."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.models import DeleteView, EditView, IndexView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import ModelLogEntry, Page
from wagtail.models.audit_log import ModelLogEntryManager

from cms.core.choosing import files_for, pages_for
from cms.media.models import MediaDocument

from .gaps import scopes_for
from .items import FIRST_FILE
from .models import Promotion, SearchChange, SearchGap


def of_found_pages(user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Promotions of pages that the editor works on or may read."""
    return rows.filter(page__in=pages_for(user, Page.objects.all()).values("pk"))


def of_read_scopes(user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Searches by readers whose pages the editor may read, too."""
    return rows.filter(scope__in=scopes_for(user))


def of_found_items(user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Changes of pages that the editor works on or may read, and of files that they work with; an administrator knows
    of deleted ones, too."""
    if user.is_superuser:
        return rows
    pages = pages_for(user, Page.objects.all()).values("pk")
    files = files_for(user, MediaDocument).annotate(item=F("pk") + FIRST_FILE).values("item")
    return rows.filter(Q(page_id__in=pages) | Q(page_id__in=files))


OWN: dict[type[Model], Callable[[Any, "QuerySet[Any]"], "QuerySet[Any]"]] = {
    Promotion: of_found_pages,
    SearchGap: of_read_scopes,
    SearchChange: of_found_items,
}


def own(user: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those of the rows that the editor may know of."""
    return OWN[rows.model](user, rows)


class OwnIndexView(IndexView):
    """A list; see own."""

    def get_base_queryset(self) -> "QuerySet[Any]":
        """See own."""
        return own(self.request.user, super().get_base_queryset())


class OwnEditView(EditView):
    """The form; see own."""

    def get_queryset(self) -> "QuerySet[Any]":
        """See own."""
        return own(self.request.user, super().get_queryset())


class OwnDeleteView(DeleteView):
    """The question before deleting; see own."""

    def get_queryset(self) -> "QuerySet[Any]":
        """See own."""
        return own(self.request.user, super().get_queryset())


class OwnHistoryView(HistoryView):
    """What was done with it; see own."""

    def get_base_object_queryset(self) -> "QuerySet[Any]":
        """See own."""
        return own(self.request.user, super().get_base_object_queryset())


class OwnUsageView(UsageView):
    """What refers to it; see own."""

    def get_base_object_queryset(self) -> "QuerySet[Any]":
        """See own."""
        return own(self.request.user, super().get_base_object_queryset())


class OwnViewSet(ModelViewSet):
    """A model of which each editor knows some rows: what is not theirs is not there."""

    copy_view_enabled = False
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    history_view_class = OwnHistoryView
    usage_view_class = OwnUsageView


def guard_history() -> None:
    """Has the history of the site, which names whatever was changed, ask who may know of it."""
    told = ModelLogEntryManager.viewable_by_user

    @functools.wraps(told)
    def viewable_by_user(self: Any, user: Any) -> "QuerySet[ModelLogEntry]":
        found: QuerySet[ModelLogEntry] = told(self, user)
        if user.is_superuser:
            return found
        for model in OWN:
            known = own(user, model._default_manager.all()).order_by().values(logged=Cast("pk", CharField()))
            kind = ContentType.objects.get_for_model(model)
            found = found.exclude(Q(content_type=kind) & ~Q(object_id__in=known))
        return found

    ModelLogEntryManager.viewable_by_user = viewable_by_user

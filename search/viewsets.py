"""Search in the admin."""

from typing import Any, ClassVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from cms.access.models import Audience

from .forms import ChangeForm, GapForm
from .lacking import lacking, may_read
from .models import BlockedSuggestion, Promotion, SearchChange, SearchGap, Synonym, languages
from .owning import OwnIndexView, OwnViewSet
from .trying import may_try, try_search


class ChangeViewSet(OwnViewSet):
    """What the search engine has not taken yet, and what it refused for good. They can be tried again."""

    model = SearchChange
    icon = "warning"
    menu_label = _("Search engine")
    list_display: ClassVar = ["page_id", "state", "attempts", "last_answer", "created_at"]
    list_filter: ClassVar = ["state"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """Tells the engine again."""
        return ChangeForm


class SynonymViewSet(ModelViewSet):
    """Other words for what people search for."""

    model = Synonym
    icon = "comment"
    menu_label = _("Synonyms")
    copy_view_enabled = False
    list_display: ClassVar = [
        "phrase",
        "meaning",
        BooleanColumn("both_ways", label=_("Both ways"), sort_key="both_ways"),
        "language",
    ]
    list_filter: ClassVar = ["language", "both_ways"]
    search_fields: ClassVar = ["phrase", "meaning"]
    search_backend_name = None
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("phrase"), FieldPanel("meaning")]),
        FieldPanel("both_ways"),
        FieldPanel("language"),
    ]


class PromotionIndexView(OwnIndexView):
    """Their list."""

    def get_base_queryset(self) -> "QuerySet[Any]":
        """With the pages."""
        return super().get_base_queryset().select_related("page")


class PromotionViewSet(OwnViewSet):
    """Pages that come first for a query, or are left out."""

    model = Promotion
    icon = "pick"
    menu_label = _("Pinned and left out")
    index_view_class = PromotionIndexView
    list_display: ClassVar = [
        "query",
        Column("page", label=_("Page"), accessor="page"),
        Column("action", label=_("What to do"), accessor="get_action_display"),
        "place",
        "language",
    ]
    list_filter: ClassVar = ["language", "action"]
    search_fields: ClassVar = ["query"]
    search_backend_name = None
    panels: ClassVar = [
        FieldPanel("query"),
        PageChooserPanel("page"),
        FieldRowPanel([FieldPanel("action"), FieldPanel("place")]),
        FieldPanel("language"),
    ]


class BlockedSuggestionViewSet(ModelViewSet):
    """Words that are not suggested."""

    model = BlockedSuggestion
    icon = "no-view"
    menu_label = _("Blocked suggestions")
    copy_view_enabled = False
    list_display: ClassVar = ["phrase", "language"]
    list_filter: ClassVar = ["language"]
    panels: ClassVar = [FieldPanel("phrase"), FieldPanel("language")]


class GapIndexView(OwnIndexView):
    """Their list."""

    def get_base_queryset(self) -> "QuerySet[Any]":
        """`readers` is what those are called who searched."""
        called = Audience.objects.filter(key=OuterRef("scope")).values("label")[:1]
        listed = super().get_base_queryset().select_related("owner")
        found: QuerySet[Any] = listed.annotate(readers=Subquery(called))
        return found


class GapViewSet(OwnViewSet):
    """Searches without an answer that somebody sees to."""

    model = SearchGap
    icon = "tasks"
    menu_label = _("To be answered")
    index_view_class = GapIndexView
    list_display: ClassVar = [
        "text",
        Column("scope", label=_("Made by"), accessor="readers"),
        Column("language", label=_("Language"), accessor=lambda gap: dict(languages()).get(gap.language, gap.language)),
        "owner",
        "opened_at",
        "closed_at",
    ]
    list_filter: ClassVar = ["language", "scope"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """Whose it is, and what is done about it."""
        return GapForm


class LackingMenuItem(MenuItem):
    """For who looks after what people search for."""

    def is_shown(self, request: HttpRequest) -> bool:
        """See MenuItem."""
        return may_read(request.user)


class LackingViewSet(ViewSet):
    """What people search for and do not find."""

    icon = "warning"
    menu_label = _("Not found")

    def get_urlpatterns(self) -> list[URLPattern]:
        """See ViewSet."""
        return [path("", lacking, name="index")]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """See ViewSet."""
        return LackingMenuItem(self.menu_label, self.menu_url, icon_name=self.icon, order=order or 1)


class TryMenuItem(MenuItem):
    """For who steers search."""

    def is_shown(self, request: HttpRequest) -> bool:
        """See MenuItem."""
        return may_try(request.user)


class TryViewSet(ViewSet):
    """A query tried as one of the readers."""

    icon = "view"
    menu_label = _("Try a search")

    def get_urlpatterns(self) -> list[URLPattern]:
        """See ViewSet."""
        return [path("", try_search, name="index")]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """See ViewSet."""
        return TryMenuItem(self.menu_label, self.menu_url, icon_name=self.icon, order=order or 1)


class SearchGroup(ViewSetGroup):
    """All of search in one menu."""

    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 245
    items = (
        TryViewSet("search-try"),
        SynonymViewSet("search-synonyms"),
        PromotionViewSet("search-promotions"),
        BlockedSuggestionViewSet("search-blocked"),
        LackingViewSet("search-lacking"),
        GapViewSet("search-gaps"),
        ChangeViewSet("search-changes"),
    )

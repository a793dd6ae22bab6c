"""Facts in the admin: their list, editor and chooser."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from .forms import FactForm
from .models import Fact
from .panels import PANELS
from .selectors import facts_for


class FactChooseView(ChooseView):
    """Offers what the editor may know of."""

    def get_object_list(self) -> "QuerySet[Fact]":
        """See BaseChooseView."""
        return facts_for(self.request.user)


class FactChooseResultsView(ChooseResultsView):
    """The same for the results of a search within the chooser."""

    def get_object_list(self) -> "QuerySet[Fact]":
        """See BaseChooseView."""
        return facts_for(self.request.user)


class FactChosenView(SnippetChosenView):
    """Tells of a chosen fact; 404 alike for one that the editor may not know of and for none."""

    def get_object(self, pk: Any) -> Fact:
        """See ChosenViewMixin."""
        return facts_for(self.request.user).get(pk=int(pk) if str(pk).isdigit() else 0)

    def get_chosen_response_data(self, item: Fact) -> dict[str, Any]:
        """Adds `title`, which rich text takes for the words of a new link."""
        return {**super().get_chosen_response_data(item), "title": item.name}


class FactChosenMultipleView(SnippetChosenMultipleView):
    """The same for several."""

    def get_objects(self, pks: Any) -> "QuerySet[Fact]":
        """See ChosenMultipleViewMixin."""
        return facts_for(self.request.user).filter(pk__in=[pk for pk in pks if str(pk).isdigit()])


class FactChooserViewSet(SnippetChooserViewSet):
    """Chooses facts for blocks and for rich text."""

    choose_view_class = FactChooseView
    choose_results_view_class = FactChooseResultsView
    chosen_view_class = FactChosenView
    chosen_multiple_view_class = FactChosenMultipleView


class FactViewSet(SnippetViewSet):
    """The list of facts, and their editor."""

    model = Fact
    icon = "info-circle"
    menu_label = _("Facts")
    add_to_admin_menu = True
    menu_order = 240
    list_display = ["name", "kind", "service", "short", "review_date"]
    list_filter = ["kind", "service"]
    search_fields = ["name", "short", "full"]
    copy_view_enabled = False
    edit_handler = ObjectList(PANELS, base_form_class=FactForm)
    chooser_viewset_class = FactChooserViewSet

"""Services, topics and wards in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.wording.forms import words_editor

from .models import Service, Topic, Ward

NAME, SHORT_NAME = FieldPanel("name"), FieldPanel("slug")


class ServiceViewSet(SnippetViewSet):
    """The list of services."""

    model = Service
    edit_handler = words_editor(Service, [NAME, FieldPanel("summary"), SHORT_NAME, FieldPanel("lgsl_codes")])
    icon = "list-ul"
    search_fields = ["name"]


class TopicViewSet(SnippetViewSet):
    """The list of topics."""

    model = Topic
    edit_handler = words_editor(Topic, [NAME, SHORT_NAME])
    icon = "tag"
    search_fields = ["name"]


class WardViewSet(SnippetViewSet):
    """The list of wards."""

    model = Ward
    edit_handler = words_editor(Ward, [NAME, SHORT_NAME])
    icon = "globe"
    search_fields = ["name"]


class TaxonomyGroup(SnippetViewSetGroup):
    """One menu entry for all three."""

    menu_label = _("Services and topics")
    menu_icon = "tag"
    items = (ServiceViewSet, TopicViewSet, WardViewSet)


register_snippet(TaxonomyGroup)

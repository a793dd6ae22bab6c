"""Services, topics and wards in the admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Service, Topic, Ward


class ServiceViewSet(SnippetViewSet):
    """The list of services."""

    model = Service
    icon = "list-ul"
    search_fields = ["name"]


class TopicViewSet(SnippetViewSet):
    """The list of topics."""

    model = Topic
    icon = "tag"
    search_fields = ["name"]


class WardViewSet(SnippetViewSet):
    """The list of wards."""

    model = Ward
    icon = "globe"
    search_fields = ["name"]


class TaxonomyGroup(SnippetViewSetGroup):
    """One menu entry for all three."""

    menu_label = "Services and topics"
    menu_icon = "tag"
    items = (ServiceViewSet, TopicViewSet, WardViewSet)


register_snippet(TaxonomyGroup)

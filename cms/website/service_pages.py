"""Pages of services."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core.blocks import BodyBlock
from cms.core.fields import ThinStreamField
from cms.core.models import BasePage
from cms.core.pages import children_cards

from .blocks import ContactsBlock, TasksBlock, as_contacts, as_tasks
from .tasks import tasks_in


class AbstractServicePage(BasePage):
    """Tasks first, then text, then whom to ask."""

    tasks = ThinStreamField(TasksBlock(), blank=True, verbose_name=_("tasks"))
    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    contacts = ThinStreamField(ContactsBlock(), blank=True, verbose_name=_("contacts"))

    kind_label = _("Service")
    schema = "GovernmentService"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("tasks"),
        FieldPanel("body"),
        FieldPanel("contacts"),
    ]

    class Meta:
        abstract = True

    def search_tasks(self) -> list[dict[str, Any]]:
        """See BasePage."""
        return tasks_in(self.tasks)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `tasks`, `contacts` and `children`."""
        return {
            **super().get_context(request, *args, **kwargs),
            "tasks": as_tasks(self.tasks),
            "contacts": as_contacts(self.contacts),
            "children": children_cards(self, request),
        }


class ServiceLandingPage(AbstractServicePage):
    """A group of services."""

    template = "website/service_landing_page.html"
    parent_page_types: ClassVar = ["website.HomePage", "website.ServiceLandingPage"]

    class Meta:
        verbose_name = _("service landing page")
        verbose_name_plural = _("service landing pages")


class ServicePage(AbstractServicePage):
    """One service: what one can do, what one must know, whom to ask."""

    template = "website/service_page.html"
    parent_page_types: ClassVar = ["website.HomePage", "website.ServiceLandingPage", "website.ServicePage"]

    class Meta:
        verbose_name = _("service page")
        verbose_name_plural = _("service pages")

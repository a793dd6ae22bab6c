"""The staff intranet."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core.blocks import BodyBlock
from cms.core.fields import ThinStreamField
from cms.core.models import BasePage
from cms.core.pages import AbstractContentPage, AbstractNewsIndexPage, AbstractNewsPage, latest_news, sections
from cms.website.blocks import TasksBlock, as_tasks
from kb.models import home_hub, recent_articles

NEWS_ON_HOME = 4


class IntranetHomePage(BasePage):
    """The staff's front page."""

    quick_links = ThinStreamField(TasksBlock(), blank=True)
    body = ThinStreamField(BodyBlock(), blank=True)

    template = "intranet/home_page.html"
    has_owner = has_review = False
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("quick_links", heading=_("quick links")),
        FieldPanel("body", heading=_("body")),
    ]

    class Meta:
        verbose_name = _("intranet home page")
        verbose_name_plural = _("intranet home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `quick_links`, `sections`, `news`, `hub` and `recent_articles`."""
        return {
            **super().get_context(request, *args, **kwargs),
            "quick_links": as_tasks(self.quick_links),
            "sections": sections(self, IntranetContentPage, request),
            "news": latest_news(self, IntranetNewsPage, request, NEWS_ON_HOME),
            "hub": home_hub(request),
            "recent_articles": recent_articles(request),
        }


class IntranetContentPage(AbstractContentPage):
    """Text for staff on one subject."""

    template = "intranet/content_page.html"
    parent_page_types: ClassVar = ["intranet.IntranetHomePage", "intranet.IntranetContentPage"]

    class Meta:
        verbose_name = _("intranet content page")
        verbose_name_plural = _("intranet content pages")


class IntranetNewsIndexPage(AbstractNewsIndexPage):
    """News for staff."""

    template = "core/news_index_page.html"
    parent_page_types: ClassVar = ["intranet.IntranetHomePage"]
    subpage_types: ClassVar = ["intranet.IntranetNewsPage"]

    class Meta:
        verbose_name = _("intranet news index page")
        verbose_name_plural = _("intranet news index pages")


class IntranetNewsPage(AbstractNewsPage):
    """One piece of news for staff."""

    template = "core/news_page.html"
    parent_page_types: ClassVar = ["intranet.IntranetNewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("intranet news page")
        verbose_name_plural = _("intranet news pages")

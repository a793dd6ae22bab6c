"""Home, content and news pages of the website."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core.blocks import BodyBlock
from cms.core.fields import ThinStreamField
from cms.core.models import BasePage
from cms.core.pages import AbstractContentPage, AbstractNewsIndexPage, AbstractNewsPage, latest_news, sections

from .blocks import TasksBlock, as_tasks

NEWS_ON_HOME = 3


class HomePage(BasePage):
    """The front page of the website."""

    hero_image = models.ForeignKey(
        "media.MediaImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only decoration: whoever does not see it must miss nothing."),
    )
    popular = ThinStreamField(TasksBlock(), blank=True, verbose_name=_("popular tasks"))
    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    template = "website/home_page.html"
    has_owner = has_review = False
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("hero_image", heading=_("image")),
        FieldPanel("popular"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `popular_tasks`, `sections` and `news`."""
        from .service_pages import ServiceLandingPage

        return {
            **super().get_context(request, *args, **kwargs),
            "popular_tasks": as_tasks(self.popular),
            "sections": sections(self, ServiceLandingPage, request),
            "news": latest_news(self, NewsPage, request, NEWS_ON_HOME),
        }


class ContentPage(AbstractContentPage):
    """Text on one subject."""

    template = "website/content_page.html"
    parent_page_types: ClassVar = [
        "website.HomePage",
        "website.ServiceLandingPage",
        "website.ServicePage",
        "website.ContentPage",
    ]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")


class NewsIndexPage(AbstractNewsIndexPage):
    """The council's news."""

    template = "core/news_index_page.html"
    parent_page_types: ClassVar = ["website.HomePage"]
    subpage_types: ClassVar = ["website.NewsPage"]

    class Meta:
        verbose_name = _("news index page")
        verbose_name_plural = _("news index pages")


class NewsPage(AbstractNewsPage):
    """One piece of the council's news."""

    template = "core/news_page.html"
    parent_page_types: ClassVar = ["website.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("news page")
        verbose_name_plural = _("news pages")

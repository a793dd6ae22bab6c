"""The extranet for partner organisations."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.access.enums import AccessClass
from cms.access.models import Audience
from cms.core.blocks import BodyBlock
from cms.core.fields import ThinStreamField
from cms.core.models import BasePage
from cms.core.pages import AbstractContentPage, AbstractNewsIndexPage, AbstractNewsPage, latest_news, sections
from cms.website.blocks import TasksBlock, as_tasks
from kb.models import home_hub, recent_articles

NEWS_ON_HOME = 3


class PartnerOrganisation(models.Model):
    """An organisation that we work with; its members are those who hold its audience."""

    access_class = AccessClass.EDITORIAL

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name"), unique=True, help_text=_("Never changes: content is addressed by it."))
    audience = models.OneToOneField(Audience, models.PROTECT, editable=False, related_name="organisation")

    class Meta:
        verbose_name = _("partner organisation")
        verbose_name_plural = _("partner organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ExtranetHomePage(BasePage):
    """The partners' front page."""

    quick_links = ThinStreamField(TasksBlock(), blank=True)
    body = ThinStreamField(BodyBlock(), blank=True)

    template = "extranet/home_page.html"
    has_owner = has_review = False
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("quick_links", heading=_("quick links")),
        FieldPanel("body", heading=_("body")),
    ]

    class Meta:
        verbose_name = _("extranet home page")
        verbose_name_plural = _("extranet home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `quick_links`, `sections`, `news`, `hub`, `recent_articles` and the names of `organisations`."""
        own = PartnerOrganisation.objects.filter(slug__in=request.reader.organisations)  # type: ignore[attr-defined]
        return {
            **super().get_context(request, *args, **kwargs),
            "quick_links": as_tasks(self.quick_links),
            "sections": sections(self, ExtranetContentPage, request),
            "news": latest_news(self, ExtranetNewsPage, request, NEWS_ON_HOME),
            "hub": home_hub(request),
            "recent_articles": recent_articles(request),
            "organisations": list(own.values_list("name", flat=True)),
        }


class ExtranetContentPage(AbstractContentPage):
    """Text for partners on one subject."""

    template = "extranet/content_page.html"
    parent_page_types: ClassVar = ["extranet.ExtranetHomePage", "extranet.ExtranetContentPage"]

    class Meta:
        verbose_name = _("extranet content page")
        verbose_name_plural = _("extranet content pages")


class ExtranetNewsIndexPage(AbstractNewsIndexPage):
    """News for partners."""

    template = "core/news_index_page.html"
    parent_page_types: ClassVar = ["extranet.ExtranetHomePage"]
    subpage_types: ClassVar = ["extranet.ExtranetNewsPage"]

    class Meta:
        verbose_name = _("extranet news index page")
        verbose_name_plural = _("extranet news index pages")


class ExtranetNewsPage(AbstractNewsPage):
    """One piece of news for partners."""

    template = "core/news_page.html"
    parent_page_types: ClassVar = ["extranet.ExtranetNewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("extranet news page")
        verbose_name_plural = _("extranet news pages")

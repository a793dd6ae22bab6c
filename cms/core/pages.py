"""Page types that all sites share; each site has its own tables for them.

Wagtail takes no template over from a parent class: each concrete type names its own.
"""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site

from cms.access.rules import visible_to

from . import keys
from .blocks import BodyBlock
from .cards import Card, cards
from .fields import ThinStreamField
from .models import BasePage
from .paging import paginate

NEWS_PER_PAGE = 10


class AbstractContentPage(BasePage):
    """Text on one subject, with the pages below it."""

    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `children`."""
        return {**super().get_context(request, *args, **kwargs), "children": children_cards(self, request)}


class AbstractNewsIndexPage(BasePage):
    """News, the newest first, ten to a page."""

    kind_label = _("News")
    has_owner = has_review = False

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `items`, one page of cards."""
        context = super().get_context(request, *args, **kwargs)
        items = paginate(request, self.news(request), NEWS_PER_PAGE)
        items.object_list = cards(items.object_list, request)
        return {**context, "items": items, "page_obj": items}

    def news(self, request: HttpRequest) -> "models.QuerySet[Any]":
        """The news that the request's reader may see."""
        news_type = next(model for model in self.allowed_subpage_models() if issubclass(model, AbstractNewsPage))
        keys.shows(keys.below_key(self.pk))
        children = news_type._default_manager.child_of(self)
        seen: models.QuerySet[Any] = visible_to(children, request.reader)  # type: ignore[attr-defined]
        return seen.select_related("image").order_by("-published_on", "-pk")


class AbstractNewsPage(BasePage):
    """One piece of news."""

    published_on = models.DateField(_("date"), default=timezone.localdate)
    image = models.ForeignKey("media.MediaImage", models.SET_NULL, null=True, blank=True, related_name="+")
    image_alt = models.CharField(_("text alternative of the image"), max_length=255, blank=True)
    image_decorative = models.BooleanField(_("the image is only decoration"), default=False)
    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    kind_label = _("News")
    has_review = False
    needed_fields = (*BasePage.needed_fields, "image", "image_alt", "image_decorative")
    schema = "NewsArticle"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("image", heading=_("image")),
        FieldPanel("image_alt"),
        FieldPanel("image_decorative"),
        FieldPanel("body"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """An image that is only decoration has no text."""
        super().clean()
        if self.image_decorative:
            self.image_alt = ""

    def lacking(self) -> dict[str, str]:
        """Adds the image's text alternative, or the mark that it needs none."""
        missing = super().lacking()
        if self.image and not self.image_alt and not self.image_decorative:
            missing["image_alt"] = str(_("Say what the image shows, or mark it as only decoration."))
        return missing


def children_cards(page: Page, request: HttpRequest) -> list[Card]:
    """The pages below a page that the request's reader may see, in the tree's order."""
    keys.shows(keys.below_key(page.pk))
    if page.is_leaf():
        return []
    children = visible_to(page.get_children(), request.reader)  # type: ignore[attr-defined]
    return cards(children.order_by("path").specific(), request)


def latest_news(home: Page, news_type: type[AbstractNewsPage], request: HttpRequest, limit: int = 3) -> list[Card]:
    """The newest news below a home page that the request's reader may see."""
    keys.shows(keys.kind_key(news_type))
    seen = visible_to(news_type._default_manager.descendant_of(home), request.reader)  # type: ignore[attr-defined]
    return cards(seen.select_related("image").order_by("-published_on", "-pk")[:limit], request)


def sections(home: Page, page_type: type[BasePage], request: HttpRequest) -> list[Card]:
    """The pages of a type directly below a home page that the request's reader may see, in the tree's order."""
    keys.shows(keys.below_key(home.pk))
    seen = visible_to(page_type._default_manager.child_of(home), request.reader)  # type: ignore[attr-defined]
    return cards(seen.order_by("path"), request)


def site_of(request: HttpRequest) -> Site:
    """The site that the request is for."""
    site = Site.find_for_request(request)
    assert site is not None
    return site

"""Guides in parts."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.access.rules import visible_to
from cms.core import keys
from cms.core.blocks import BodyBlock
from cms.core.cards import cards
from cms.core.fields import ThinStreamField
from cms.core.models import BasePage
from cms.core.pages import site_of
from cms.core.reading import for_reader_many

PRINT = "print"


class GuidePage(BasePage):
    """The first page of a guide: an overview, and the list of its parts."""

    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("overview"))

    template = "website/guide_page.html"
    kind_label = _("Guide")
    parent_page_types: ClassVar = [
        "website.HomePage",
        "website.ServiceLandingPage",
        "website.ServicePage",
        "website.ContentPage",
    ]
    subpage_types: ClassVar = ["website.GuidePartPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("guide page")
        verbose_name_plural = _("guide pages")

    def subpath(self, request: HttpRequest, components: list[str]) -> tuple[Page, dict[str, Any]] | None:
        """`…/print/`: the whole guide on one page."""
        return (self, {"template": "website/guide_print.html", "whole": True}) if components == [PRINT] else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `parts`, `next_part` and `print_url`; for print `guide`, `overview` and `part_pages`."""
        context = super().get_context(request, *args, **kwargs)
        pages = parts_of(self, request)
        if kwargs.get("whole"):
            shown = for_reader_many(pages, request.reader, site_of(request))  # type: ignore[attr-defined]
            return {**context, "guide": self, "overview": self.body, "part_pages": shown}
        return {**context, **contents(self, pages, request, None)}


class GuidePartPage(BasePage):
    """One part of a guide."""

    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    template = "website/guide_part_page.html"
    # The guide's owner looks after its parts.
    has_owner = has_review = False
    is_part = True
    kind_label = _("Guide")
    parent_page_types: ClassVar = ["website.GuidePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("guide part page")
        verbose_name_plural = _("guide part pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `guide`, `parts`, `previous_part`, `next_part` and `print_url`."""
        above = GuidePage.objects.parent_of(self)
        guide = visible_to(above, request.reader).first()  # type: ignore[attr-defined]
        return {
            **super().get_context(request, *args, **kwargs),
            "guide": cards([guide], request)[0] if guide else None,
            **contents(guide, parts_of(above.get(), request), request, self.pk),
        }


def parts_of(guide: Page, request: HttpRequest) -> list[GuidePartPage]:
    """The parts that the request's reader may see, in order."""
    keys.shows(keys.page_key(guide.pk), keys.below_key(guide.pk))
    children = GuidePartPage.objects.child_of(guide)
    return list(visible_to(children, request.reader).order_by("path"))  # type: ignore[attr-defined]


def contents(
    guide: Page | None, pages: list[GuidePartPage], request: HttpRequest, current: int | None
) -> dict[str, Any]:
    """The overview and the parts as one list, and the neighbours of the page that is shown (None: the overview).

    Without a guide that the reader may see (None), the parts alone.
    """
    listed = [guide, *pages] if guide else list(pages)
    links = [{"title": card["title"], "url": card["url"]} for card in cards(listed, request)]
    if guide:
        links[0]["title"] = str(_("Overview"))
    position = next((index for index, page in enumerate(listed) if page.pk == current), 0)
    return {
        "parts": [{**link, "current": index == position} for index, link in enumerate(links)],
        "previous_part": links[position - 1] if position else None,
        "next_part": links[position + 1] if position + 1 < len(links) else None,
        "print_url": f"{links[0]['url']}{PRINT}/" if guide else "",
    }

"""The knowledge base: one branch under no site, mounted in every site by a hub."""

from typing import Any, ClassVar

from django.db.models import Window
from django.db.models.functions import RowNumber, Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site

from cms.access.reader import Reader
from cms.access.rules import visible_to
from cms.core import keys
from cms.core.blocks import BodyBlock
from cms.core.cards import Card, cards
from cms.core.fields import ThinStreamField
from cms.core.languages import home_page
from cms.core.models import BasePage

from . import hubs, selectors
from .blocks import ArticlePartsBlock

ARTICLES_SHOWN_PER_SECTION = 6


class KnowledgePage(BasePage):
    """A page of the knowledge base's own branch; it is read through a hub."""

    class Meta:
        abstract = True

    @classmethod
    def addresses_of(cls, pages: list[Page], site: Site | None, reader: Reader | None = None) -> dict[int, str]:
        """See cms.core.addresses.addresses."""
        return hubs.addresses_of(pages, site, reader)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The canonical address in Wagtail's form, for links in the admin; None where no hub shows the page."""
        return hubs.url_parts(self)

    def trail(self, request: HttpRequest) -> list[dict[str, str]] | None:
        """Home, hub, and the sections above that the reader may see."""
        return hubs.trail(self, request)


class KnowledgeBasePage(KnowledgePage):
    """The root of the knowledge base."""

    template = "kb/section.html"
    searchable = has_owner = has_review = False
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["kb.SectionPage"]

    class Meta:
        verbose_name = _("knowledge base page")
        verbose_name_plural = _("knowledge base pages")


class SectionPage(KnowledgePage):
    """Articles on one subject."""

    template = "kb/section.html"
    has_owner = has_review = False
    kind_label = _("Help section")
    parent_page_types: ClassVar = ["kb.KnowledgeBasePage", "kb.SectionPage"]
    subpage_types: ClassVar = ["kb.SectionPage", "kb.ArticlePage"]

    class Meta:
        verbose_name = _("section page")
        verbose_name_plural = _("section pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `section` and `articles`."""
        keys.shows(keys.below_key(self.pk))
        below = visible_to(self.get_children(), request.reader)  # type: ignore[attr-defined]
        return {
            **super().get_context(request, *args, **kwargs),
            "section": self,
            "articles": cards(below.order_by("title").specific(), request),
        }


class ArticlePage(KnowledgePage):
    """One answer, in parts that are each for their audience."""

    body = ThinStreamField(ArticlePartsBlock(), blank=True, verbose_name=_("parts"))

    template = "kb/article.html"
    kind_label = _("Answer")
    schema = "Article"
    parent_page_types: ClassVar = ["kb.SectionPage", "kb.ArticlePage"]
    subpage_types: ClassVar = ["kb.ArticlePage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("article page")
        verbose_name_plural = _("article pages")

    def schema_type(self, title: str) -> str:
        """A question with its answer, if the title asks one."""
        return "FAQPage" if title.rstrip().endswith("?") else self.schema

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `article`, `section`, `hub`, `can_verify`, `verify_url` and `used_on`."""
        trail = hubs.trail(self, request)
        return {
            **super().get_context(request, *args, **kwargs),
            "article": self,
            "hub": trail[1] if len(trail) > 1 else None,
            "section": trail[-1] if len(trail) > 2 else None,
            "can_verify": selectors.may_verify(request, self),
            "verify_url": reverse("verify-article", args=[self.pk]),
            "used_on": selectors.used_on(request, self),
        }


class KnowledgeHubPage(BasePage):
    """Shows the knowledge base within a site, each article as far as the reader may see it."""

    body = ThinStreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))

    template = "kb/knowledge_hub_page.html"
    has_owner = has_review = False
    kind_label = _("Help")
    subpage_types: ClassVar[list[str]] = []
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("knowledge hub page")
        verbose_name_plural = _("knowledge hub pages")

    def subpath(self, request: HttpRequest, components: list[str]) -> tuple[Page, dict[str, Any]] | None:
        """The section or article at that path below the root of the knowledge base."""
        root = hubs.mounts().roots.get(self.locale_id)
        if root is None or not components:
            return None
        path = f"{root}{'/'.join(components)}/"
        page = visible_to(Page.objects.filter(url_path=path), request.reader).first()  # type: ignore[attr-defined]
        return (page.specific, {}) if page is not None else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `sections`, each with its first articles."""
        return {**super().get_context(request, *args, **kwargs), "sections": self.sections(request)}

    def sections(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The sections that the reader may see, with some of the articles directly in each; three queries."""
        reader = request.reader  # type: ignore[attr-defined]
        keys.shows(keys.kind_key(SectionPage), keys.kind_key(ArticlePage))
        sections = list(visible_to(SectionPage.objects.filter(locale_id=self.locale_id), reader).order_by("path"))
        if not sections:
            return []
        parent = Substr("path", 1, len(sections[0].path))
        ranked = (
            visible_to(ArticlePage.objects.filter(depth=sections[0].depth + 1), reader)
            .alias(section=parent)
            .annotate(rank=Window(RowNumber(), partition_by=[parent], order_by="title"))
            .filter(rank__lte=ARTICLES_SHOWN_PER_SECTION, section__in=[section.path for section in sections])
        )
        articles = list(ranked.order_by("title"))
        shown = cards([*sections, *articles], request)
        by_url = {card["url"]: card for card in shown}
        urls = hubs.addresses_of([*sections, *articles], Site.find_for_request(request), reader)
        return [
            {
                **by_url[urls[section.pk]],
                "articles": [
                    by_url[urls[article.pk]]
                    for article in articles
                    if article.path.startswith(section.path) and article.pk in urls
                ],
            }
            for section in sections
            if section.pk in urls
        ]


def home_hub(request: HttpRequest) -> dict[str, str] | None:
    """The hub of the request's site as a link, if the reader may see it."""
    home = home_page(request)
    if home is None:
        return None
    keys.shows(keys.kind_key(KnowledgeHubPage))
    hub = visible_to(KnowledgeHubPage.objects.descendant_of(home), request.reader).first()  # type: ignore[attr-defined]
    if hub is None:
        return None
    card = cards([hub], request)[0]
    return {"title": card["title"], "url": card["url"]}


def recent_articles(request: HttpRequest, limit: int = 6) -> list[Card]:
    """The articles last published that the reader may see."""
    keys.shows(keys.kind_key(ArticlePage))
    seen = visible_to(ArticlePage.objects.all(), request.reader)  # type: ignore[attr-defined]
    return cards(seen.order_by("-last_published_at", "-pk")[:limit], request)

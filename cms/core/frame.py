"""What surrounds every page: site name, navigation, breadcrumbs, alerts, languages, sign-in."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.models import Page, Site

from cms.access.enums import Host
from cms.access.reader import Reader
from cms.access.rules import visible_to

from . import keys
from .addresses import addresses, language_prefix
from .keeping import kept
from .languages import Language, direction, home_page, languages

# Where a site says what the law asks it to say, by the pages' short names in each language.
FOOTER = ("accessibility", "cookies", "privacy", "hygyrchedd", "cwcis", "preifatrwydd")

# Apps above cms.core add what they contribute to the frame: a name, and a function from a request to a list.
CONTRIBUTIONS: dict[str, Callable[[HttpRequest], list[Any]]] = {}


class BareFrame:
    """The frame of a page that is made without a request: what it is written in, and where home is."""

    def __init__(self, language_code: str) -> None:
        self.language_code = self.content_interface = language_code
        self.text_direction = direction(language_code)
        self.home_url = language_prefix(language_code)


class TopPage(NamedTuple):
    """A page directly below the home page, as the frame links to it."""

    title: str
    url: str
    in_menus: bool
    in_footer: bool


@kept
def top_pages(root: Page, site: Site, reader: Reader) -> list[TopPage]:
    """The pages directly below a home page that frames link to and the reader may see."""
    keys.shows(keys.below_key(root.pk))
    linked = root.get_children().filter(Q(show_in_menus=True) | Q(slug__in=FOOTER))
    pages = list(visible_to(linked, reader).order_by("path"))
    urls = addresses(pages, site, reader)
    return [
        TopPage(page.title, urls[page.pk], page.show_in_menus, page.slug in FOOTER) for page in pages if page.pk in urls
    ]


class Frame:
    """The frame of one response; each part is worked out when a template first asks for it.

    It works without a site too, as error pages may have to.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.site: Site | None = getattr(request, "_wagtail_site", None)
        self.profile = getattr(request, "site_profile", None)
        self.reader = getattr(request, "reader", None)
        self.page: Page | None = getattr(request, "current_page", None)
        # That of the address; while the page's own words are rendered another may be active.
        self.language_code = translation.get_language() or settings.LANGUAGE_CODE

    @property
    def theme(self) -> str:
        """The site's kind, by which templates and styles differ."""
        return self.profile.theme if self.profile else "website"

    @property
    def site_name(self) -> str:
        """The site's name."""
        return self.site.site_name if self.site else ""

    @property
    def text_direction(self) -> str:
        """`rtl` or `ltr`: how the language of the frame itself runs."""
        return direction(self.language_code)

    @cached_property
    def content_language(self) -> str:
        """The language of the page's own words."""
        return str(getattr(self.page, "content_language", "") or self.shown_in or self.language_code)

    @cached_property
    def shown_in(self) -> str:
        """The language in which the page is shown for want of a translation into the frame's; else nothing."""
        if self.page is None or self.page.pk is None:
            return ""
        if self.page.alias_of_id is not None:
            origin = Page.objects.filter(pk=self.page.alias_of_id).exclude(locale_id=self.page.locale_id)
            return origin.values_list("locale__language_code", flat=True).first() or ""
        return str(getattr(self.request, "shown_in", ""))

    @property
    def content_direction(self) -> str:
        """`rtl` or `ltr`: how the page's own words run."""
        return direction(self.content_language)

    @property
    def is_foreign(self) -> bool:
        """Whether the page's own words are in another language than the frame's."""
        return self.content_language.split("-")[0] != self.language_code.split("-")[0]

    @property
    def content_interface(self) -> str:
        """The language for the interface's words amid the page's own: that of the page, if the interface speaks it."""
        known = dict(settings.LANGUAGES)
        return self.content_language if self.content_language in known else self.language_code

    @cached_property
    def root(self) -> Page | None:
        """The home page in the language of the request."""
        return home_page(self.request)

    @property
    def home_url(self) -> str:
        """The home page's address."""
        return language_prefix(self.language_code)

    @cached_property
    def top_pages(self) -> list[TopPage]:
        """What the frame links to of the pages directly below the home page."""
        if self.root is None or self.reader is None or self.site is None:
            return []
        return top_pages(self.root, self.site, self.reader.nameless)

    @cached_property
    def navigation(self) -> list[dict[str, Any]]:
        """The sections of the site."""
        here = self.request.path
        return [
            {"title": page.title, "url": page.url, "current": here.startswith(page.url)}
            for page in self.top_pages
            if page.in_menus
        ]

    @property
    def footer_links(self) -> list[dict[str, str]]:
        """What the site has to say about itself."""
        return [{"title": page.title, "url": page.url} for page in self.top_pages if page.in_footer]

    @cached_property
    def breadcrumbs(self) -> list[dict[str, str]]:
        """The way from the home page to the page above this one, without what the reader may not see."""
        if self.page is None or self.reader is None or self.root is None:
            return []
        trail: list[dict[str, str]] | None = self.page.trail(self.request)
        if trail is not None:
            return trail
        above = [self.page.path[:length] for length in range(len(self.root.path), len(self.page.path), Page.steplen)]
        passed: dict[str, Page] | None = getattr(self.request, "_passed", None)
        if passed is None or self.page.path not in passed:
            seen = visible_to(Page.objects.filter(path__in=above), self.reader)
            passed = {page.path: page for page in seen}
        pages = [passed[path] for path in above if path in passed]
        urls = addresses(pages, self.site, self.reader)
        return [{"title": page.title, "url": urls[page.pk]} for page in pages if page.pk in urls]

    @cached_property
    def alerts(self) -> list[Any]:
        """Alert banners for this page."""
        return CONTRIBUTIONS["alerts"](self.request) if "alerts" in CONTRIBUTIONS else []

    @cached_property
    def languages(self) -> list[Language]:
        """This address in each language that the site has a home page in for this reader; nothing if there is one."""
        return languages(self.request, self.page) if self.reader is not None and self.site is not None else []

    @property
    def alternates(self) -> list[Language]:
        """The languages in which the page exists for this reader, if there are several."""
        existing = [language for language in self.languages if language["exists"]]
        return existing if len(existing) > 1 else []

    def _reverse(self, name: str) -> str:
        with translation.override(self.language_code):
            return reverse(name)

    @property
    def reads(self) -> bool:
        """Whether the reader may see anything here at all: on a host that asks for sign-in, not before that."""
        return bool(self.reader and self.reader.audiences)

    @property
    def search_url(self) -> str:
        """The results page of this site, or nothing for who may not search."""
        return self._reverse("search") if self.reads else ""

    @property
    def query(self) -> str:
        """What was searched for."""
        return self.request.GET.get("q", "").replace("\x00", "")[:200]

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return bool(getattr(self.request, "user", None) and self.request.user.is_authenticated)

    @property
    def user_name(self) -> str:
        """Who is signed in."""
        return str(self.request.user) if self.signed_in else ""

    @property
    def sign_in_url(self) -> str:
        """The sign-in page."""
        return self._reverse("sign-in")

    @property
    def sign_out_url(self) -> str:
        """Takes a POST."""
        return self._reverse("sign-out")

    @property
    def admin_url(self) -> str:
        """The admin, for those who may go there from here."""
        if self.profile is None or self.profile.host != Host.INTRANET or not self.signed_in:
            return ""
        return reverse("wagtailadmin_home") if self.request.user.has_perm("wagtailadmin.access_admin") else ""

    @cached_property
    def canonical_url(self) -> str:
        """The page's whole address on the widest host that it reaches."""
        if self.page is None:
            return ""
        return addresses([self.page], None).get(self.page.pk, "")

    @cached_property
    def feed_url(self) -> str:
        """The news feed of this site, or nothing for who may not read it."""
        return self._reverse("news-feed") if self.reads and self.root is not None else ""

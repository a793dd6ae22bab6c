"""The register of surfaces: everything by which content can come out, and how the suite looks at it.

An address pattern or a page type that is not in here fails a test, so nothing new is served unseen.
"""

from collections.abc import Iterator
from enum import StrEnum

from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, get_resolver, resolve
from django.utils import translation
from wagtail.models import Page

from cms.access.surfaces import routes


class Surface(StrEnum):
    """What the crawler looks at."""

    PAGE = "pages of every type"
    PRINT = "the whole guide on one page"
    HUB = "sections and articles below a hub"
    EMBED = "articles embedded in pages"
    NAVIGATION = "navigation, breadcrumbs and languages"
    ALERT = "alert banners"
    LISTS = "lists of pages below, news, and their next pages"
    LINKS = "links, buttons and tasks in bodies"
    IMAGE = "images in every size"
    DOCUMENT = "documents"
    SEARCH = "search results"
    SUGGESTIONS = "search suggestions"
    SITEMAP = "sitemaps"
    FEED = "news feeds"
    A_TO_Z = "the A to Z"
    REDIRECT = "old addresses"
    ERRORS = "404, 403 and 410 pages"
    VERIFY = "the button that verifies an article"
    SIGN_IN = "signing in and out"
    API_PAGES = "pages as JSON"
    API_LISTS = "navigation, alerts and lists as JSON"
    API_SEARCH = "search and suggestions as JSON"
    API_ERRORS = "the API's description and errors"
    PREVIEW = "previews, and links to them"
    HEADERS = "response headers"
    ADMIN = "the admin"


# Each address pattern, and the surface that the crawler counts a visit for. Catch-alls serve pages or old addresses.
ROUTES: dict[str, Surface] = {
    "sign-in/": Surface.SIGN_IN,
    "sign-out/": Surface.SIGN_IN,
    "signed-out/": Surface.SIGN_IN,
    "preview/done/": Surface.PREVIEW,
    "preview/<str:token>/": Surface.PREVIEW,
    "preview/<str:token>/page/": Surface.PREVIEW,
    "preview/<str:token>/media/images/<int:key>/<str:name>": Surface.PREVIEW,
    "preview/<str:token>/media/documents/<int:key>/<str:name>": Surface.PREVIEW,
    "media/images/<int:key>/<str:name>": Surface.IMAGE,
    "media/documents/<int:key>/<str:name>": Surface.DOCUMENT,
    "articles/<int:key>/verify/": Surface.VERIFY,
    "api/v1/pages/": Surface.API_PAGES,
    "api/v1/pages/<page_id>/": Surface.API_PAGES,
    "api/v1/pages/<page_id>/children/": Surface.API_LISTS,
    "api/v1/navigation/": Surface.API_LISTS,
    "api/v1/alerts/": Surface.API_LISTS,
    "api/v1/sections/": Surface.API_LISTS,
    "api/v1/articles/": Surface.API_LISTS,
    "api/v1/search/": Surface.API_SEARCH,
    "api/v1/search/clicks/": Surface.API_SEARCH,
    "api/v1/suggestions/": Surface.API_SEARCH,
    "api/v1/openapi.json": Surface.API_ERRORS,
    "api/v1/": Surface.API_ERRORS,
    "search/": Surface.SEARCH,
    "search/clicks/": Surface.SEARCH,
    "search/suggestions/": Surface.SUGGESTIONS,
    "a-to-z/": Surface.A_TO_Z,
    "sitemap.xml": Surface.SITEMAP,
    "sitemap-<int:number>.xml": Surface.SITEMAP,
    "news.rss": Surface.FEED,
    r"^((?:[\w\-]+/)*)$": Surface.PAGE,
    "^(.*)$": Surface.REDIRECT,
}
BARE_ROUTES = {route.lstrip("^"): surface for route, surface in ROUTES.items()}
# Addresses of Wagtail's own, whose rule is that of the admin: see `admin`.
PREFIXES: dict[str, Surface] = {"admin/": Surface.ADMIN}

# What comes with every page that is visited, and needs no address of its own.
WITH_PAGES = (
    Surface.NAVIGATION,
    Surface.ALERT,
    Surface.LISTS,
    Surface.LINKS,
    Surface.EMBED,
    Surface.HEADERS,
    Surface.ERRORS,
)

PAGE_TYPES = {
    "website.HomePage",
    "website.ServiceLandingPage",
    "website.ServicePage",
    "website.ContentPage",
    "website.GuidePage",
    "website.GuidePartPage",
    "website.NewsIndexPage",
    "website.NewsPage",
    "kb.KnowledgeBasePage",
    "kb.SectionPage",
    "kb.ArticlePage",
    "kb.KnowledgeHubPage",
    "intranet.IntranetHomePage",
    "intranet.IntranetContentPage",
    "intranet.IntranetNewsIndexPage",
    "intranet.IntranetNewsPage",
    "extranet.ExtranetHomePage",
    "extranet.ExtranetContentPage",
    "extranet.ExtranetNewsIndexPage",
    "extranet.ExtranetNewsPage",
}


def unregistered_routes() -> Iterator[str]:
    """Address patterns that nobody has thought about."""
    for route, _ in routes(get_resolver().url_patterns):
        if route not in ROUTES and not route.startswith(tuple(PREFIXES)):
            yield route


def stale_routes() -> set[str]:
    """Registered patterns that are served no more."""
    return set(ROUTES) - {route for route, _ in routes(get_resolver().url_patterns)}


def page_types() -> set[str]:
    """All page types that can be made."""
    return {model._meta.label for model in apps.get_models() if issubclass(model, Page) and model is not Page}


def surfaces_at(path: str) -> set[Surface]:
    """The surfaces that a visit to an address touches."""
    path = path.split("?")[0]
    with translation.override("cy" if path.startswith("/cy/") else settings.LANGUAGE_CODE):
        try:
            route = resolve(path).route
        except Resolver404:
            return {Surface.ERRORS}
    for prefix, surface in PREFIXES.items():
        if route.startswith(prefix):
            return {surface}
    surface = BARE_ROUTES[route.removeprefix("cy/").lstrip("^")]
    if surface is not Surface.PAGE:
        return {surface, Surface.HEADERS}
    touched = {surface, *WITH_PAGES}
    if "/help/" in path:
        touched.add(Surface.HUB)
    if path.endswith("/print/"):
        touched.add(Surface.PRINT)
    return touched

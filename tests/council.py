"""A council with a page of every type on each site, whose lists and bodies can grow: for counting queries."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.files.images import ImageFile
from django.db import transaction
from django.test import Client
from PIL import Image
from wagtail.models import Page

from cms.access.audiences import AGENT, RESIDENT, STAFF
from cms.access.services import add_partner_audience, grant
from cms.accounts.models import User
from cms.api.services import write
from cms.core.branches import ensure_branches
from cms.core.bulk import in_bulk
from cms.core.models import BasePage
from cms.media.models import MediaImage
from cms.website.alerts import Alert
from cms.website.guides import GuidePage, GuidePartPage
from cms.website.pages import ContentPage, NewsIndexPage, NewsPage
from cms.website.service_pages import ServiceLandingPage, ServicePage
from extranet.models import ExtranetContentPage, ExtranetNewsIndexPage, ExtranetNewsPage
from intranet.models import IntranetContentPage, IntranetNewsIndexPage, IntranetNewsPage
from kb.models import ArticlePage, KnowledgeHubPage, SectionPage
from search.services import rebuild

HOSTS = {"website": "www.localhost", "intranet": "intranet.localhost", "extranet": "extranet.localhost"}
PARTNER = "partner:eastmoor-police"
HOLDS = {"resident": [RESIDENT], "staff": [STAFF], "agent": [STAFF, AGENT], "partner": [PARTNER]}
# On each host, who sees most of it last.
READERS = {"website": ("anonymous", "resident"), "intranet": ("staff", "agent"), "extranet": ("partner",)}
PART_KINDS = ("public_text", "resident_text", "partner_text", "staff_note", "agent_script", "vulnerability_cue")

PageT = TypeVar("PageT", bound=BasePage)


@dataclass(frozen=True, slots=True)
class Address:
    """Something to read. `shows` is a text that stands in it and holds `{number}`, that of the item added last."""

    name: str
    host: str
    path: str
    shows: str = ""
    status: int = 200


BODY = "Child item {number}"
ON_EVERY_SITE = (
    ("home", "/", BODY),
    ("content", "/content/", BODY),
    ("content without a body", "/content/child-1/", ""),
    ("news index", "/news/", "News item {number}"),
    ("news", "/news/news-1/", BODY),
    ("hub", "/help/", BODY),
    ("section", "/help/section-1/", "Article item {number}"),
    ("article", "/help/section-1/article-1/", BODY),
    ("search", "/search/?q=article", ""),
    ("search without results", "/search/?q=xyzzy+plugh", ""),
    ("suggestions", "/search/suggestions/?q=art", ""),
    ("sitemap", "/sitemap.xml", "/content/child-{number}/"),
    ("feed", "/news.rss", "News item {number}"),
    ("page as JSON", "/api/v1/pages/?path=/content/", BODY),
    ("page as JSON made on the spot", "/api/v1/pages/?path=/news/news-1/", BODY),
    ("articles as JSON", "/api/v1/articles/?limit=100", "Article item {number}"),
    ("sections as JSON made on the spot", "/api/v1/sections/?limit=100", "Other item {number}"),
    ("navigation as JSON", "/api/v1/navigation/", ""),
    ("alerts as JSON", "/api/v1/alerts/", "Alert item {number}"),
    ("search as JSON", "/api/v1/search/?q=article", ""),
)
ON_THE_WEBSITE = (
    ("landing", "/landing/", BODY),
    ("service", "/landing/service/", BODY),
    ("guide", "/landing/guide/", BODY),
    ("guide part", "/landing/guide/part-1/", BODY),
    ("guide print", "/landing/guide/print/", BODY),
    ("A to Z", "/a-to-z/", "Service item {number}"),
)
ADDRESSES = [
    *(Address(f"{host}: {name}", host, path, shows) for host in HOSTS for name, path, shows in ON_EVERY_SITE),
    *(Address(f"website: {name}", "website", path, shows) for name, path, shows in ON_THE_WEBSITE),
    *(Address(f"{host}: 404", host, "/there-is-no-such-page/", status=404) for host in HOSTS),
]


class Council:
    """The council without any items; `grow` brings every list up to a length."""

    def __init__(self) -> None:
        self.branches = ensure_branches(HOSTS, port=8000, council="Northmere Council")
        add_partner_audience(PARTNER.removeprefix("partner:"), "Eastmoor Police")
        self.people = {name: User.objects.create_user(f"{name}@northmere.example") for name in HOLDS}
        for name, keys in HOLDS.items():
            grant(self.people[name], *keys)
        website, base = self.branches["website"], self.branches["knowledge-base"]
        self.landing = add(website, ServiceLandingPage, "landing", show_in_menus=True)
        self.service = add(self.landing, ServicePage, "service")
        self.guide = add(self.landing, GuidePage, "guide")
        self.section = add(base, SectionPage, "section-1")
        self.contents: list[BasePage] = []
        self.news: list[tuple[BasePage, type[BasePage]]] = []
        types: list[tuple[type[BasePage], type[BasePage], type[BasePage]]] = [
            (ContentPage, NewsIndexPage, NewsPage),
            (IntranetContentPage, IntranetNewsIndexPage, IntranetNewsPage),
            (ExtranetContentPage, ExtranetNewsIndexPage, ExtranetNewsPage),
        ]
        for host, (content_type, index_type, news_type) in zip(HOSTS, types, strict=True):
            home = self.branches[host]
            self.contents.append(add(home, content_type, "content", show_in_menus=True))
            self.news.append((add(home, index_type, "news", show_in_menus=True), news_type))
            add(home, KnowledgeHubPage, "help", show_in_menus=True)
        self.size = 0
        self.images: list[MediaImage] = []
        self.articles: list[BasePage] = []

    @transaction.atomic
    def grow(self, size: int) -> None:
        """Brings every list up to `size` items: pages below a page, news, articles, alerts, and all that bodies hold."""
        with in_bulk():
            for number in range(self.size + 1, size + 1):
                self._add_items(number)
            self.size = size
            self._fill_bodies()
        rebuild()
        write({page.pk for page in (*self.contents, *self.articles)})

    def readers(self, host: str) -> Iterator[tuple[str, Client]]:
        """Everybody who reads on a host, signed in where they must be."""
        for name in READERS[host]:
            client = Client(headers={"host": HOSTS[host]})
            if name != "anonymous":
                client.force_login(self.people[name])
            yield name, client

    def _add_items(self, number: int) -> None:
        image = picture(number)
        self.images.append(image)
        article = add(self.section, ArticlePage, f"article-{number}", summary=f"Number {number}")
        self.articles.append(article)
        other = add(self.branches["knowledge-base"], SectionPage, f"other-{number}")
        add(other, ArticlePage, f"question-{number}")
        add(self.branches["website"], ServiceLandingPage, f"landing-{number}", show_in_menus=True)
        add(self.landing, ServicePage, f"service-{number}")
        add(self.service, ContentPage, f"below-{number}")
        add(self.guide, GuidePartPage, f"part-{number}")
        for page in self.contents:
            add(page, type(page), f"child-{number}")
        for index, news_type in self.news:
            add(index, news_type, f"news-{number}", image=image, image_alt="A colour")
        for host in HOSTS:
            Alert.objects.create(title=f"Alert item {number}", branch=self.branches[host], link_page=article)

    def _fill_bodies(self) -> None:
        pages = [*Page.objects.child_of(self.contents[0]), *self.articles[1:]]
        links = [f'<a linktype="page" id="{page.pk}">{page.title}</a>' for page in pages]
        text = ("text", "".join(f"<p>{link}</p>" for link in links))
        table = {"columns": [{"type": "text", "heading": "Page"}], "rows": [{"values": [link]} for link in links]}
        body = [
            ("heading", {"level": "h2", "text": "Everything"}),
            text,
            ("table", table),
            *(("image", {"image": image, "alt": "A colour"}) for image in self.images),
            *(("action", {"label": "Go on", "page": page}) for page in pages),
        ]
        parts: list[tuple[str, Any]] = [
            (kind, {"content": body if kind == "public_text" else [text]}) for kind in PART_KINDS
        ]
        parts[PART_KINDS.index("partner_text")][1]["organisations"] = [PARTNER]
        for article in self.articles:
            fill(article, body=[*parts, ("short_text", {"text": "In short"})])
        for page in Page.objects.child_of(self.guide).specific():
            fill(page, body=body)
        body += [("article", {"article": article}) for article in self.articles]
        tasks = [("task", {"page": page}) for page in pages]
        shown: list[Any] = [self.landing, self.service, self.guide, *self.contents]
        shown += [self.branches[host] for host in HOSTS]
        shown += Page.objects.filter(slug__in=["news-1", "part-1", "help"]).specific()
        for page in shown:
            streams = {name: tasks for name in ("popular", "tasks", "quick_links") if hasattr(page, name)}
            fill(page, body=body, **streams)


def add(parent: Page, page_type: type[PageT], slug: str, **fields: Any) -> PageT:
    """A live page below another; without a revision, which reading does not look at."""
    page = page_type(title=slug.replace("-", " item ").capitalize(), slug=slug, **fields)
    parent.add_child(instance=page)
    return page


def fill(page: BasePage, **streams: list[tuple[str, Any]]) -> None:
    """Saves the page with these StreamFields."""
    fresh = type(page)._default_manager.get(pk=page.pk)
    for name, value in streams.items():
        setattr(fresh, name, value)
    fresh.save()


def picture(number: int, **fields: Any) -> MediaImage:
    """A small picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), (number % 256, 90, 120)).save(file, "PNG")
    file.seek(0)
    image: MediaImage = MediaImage.objects.create(
        title=f"Picture {number}", file=ImageFile(file, f"{number}.png"), **fields
    )
    return image

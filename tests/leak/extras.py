"""What else is planted: signposts that lead everywhere, alerts, files narrower than their pages, pending changes."""

import datetime
import json
from typing import Any

from wagtail.models import Page

from cms.access.audiences import BASE_AUDIENCES
from cms.core.models import BasePage
from cms.website.alerts import Alert
from cms.website.models import ContentPage, NewsPage, ServicePage
from extranet.models import ExtranetContentPage
from intranet.models import IntranetContentPage
from kb.models import ArticlePage
from search.models import Promotion, SearchClick

from .bodies import block, full_body, part
from .canaries import word_for
from .planting import AUDIENCES, EXPIRY, GO_LIVE, PLANTED_AT, Planter, Seed
from .truth import FOR_SOMEBODY, OUT_OF_SIGHT, Host, Kind, within

CONTENT: dict[Host, type[BasePage]] = {
    Host.WEBSITE: ServicePage,
    Host.INTRANET: IntranetContentPage,
    Host.EXTRANET: ExtranetContentPage,
}
# What the signposts lead to by buttons and tasks; by links in text they lead to everything.
CHOSEN = ("website/content/", "kb/article/", "intranet/content-", "extranet/news/")


def signposts(planter: Planter, home: Seed) -> None:
    """Two pages: one leads to every page, the other embeds every article."""
    host = home.hosts[0]
    seeds = planter.seeds.values()
    links = "".join(f'<li><a linktype="page" id="{seed.page.pk}">a page</a></li>' for seed in seeds)
    pages = [seed.page for seed in seeds if seed.name.startswith(CHOSEN)]
    body = [block("text", f"<ul>{links}</ul>")]
    body += [block("action", {"label": "Go", "page": page.pk, "url": "", "start": False}) for page in pages]
    embeds = [block("article", {"article": page.pk}) for page in pages if isinstance(page, ArticlePage)]
    for name, content in (("signposts", body), ("embeds", embeds)):
        page: Any = CONTENT[host](title=f"{host} {name}", slug=name)
        page.body = json.dumps(content)
        if host is Host.WEBSITE:
            tasks = [{"label": "", "page": each.pk, "address": "", "summary": ""} for each in pages]
            page.tasks = json.dumps([block("task", task) for task in tasks])
        home.page.add_child(instance=page)
        page.save_revision().publish()
        planter.seeds[f"{host}/{name}"] = Seed(f"{host}/{name}", page, home.kind, home.reach, home.hosts, f"/{name}/")


def clicks() -> None:
    """As if readers of every kind had looked at every page after the same search, at hidden ones most."""
    SearchClick.objects.bulk_create(
        SearchClick(text="title", scope=scope, language=page.locale.language_code, page_id=page.pk, rank=1)
        for page in Page.objects.filter(depth__gt=2).select_related("locale", "access__effective")
        for scope in BASE_AUDIENCES
        for _ in range(3 if "public" in page.access.effective.text else 4)
    )


# The canary of a title that everybody may find, beside which pages are pinned.
PINNED_BESIDE = "kb/article/public/title"
PINNED = (*FOR_SOMEBODY[1:], Kind.DRAFT, Kind.SCHEDULED, Kind.EXPIRED, Kind.UNPUBLISHED)


def pinned_name(kind: Kind) -> str:
    """The name of the page of that class that is pinned."""
    return f"kb/article/{kind}"


def pins(planter: Planter) -> None:
    """For a search that finds one page, which everybody may find, pages of all other classes come first."""
    query = f"title {word_for(PINNED_BESIDE)}"
    pages = [planter.seeds[pinned_name(kind)].page for kind in PINNED]
    Promotion.objects.bulk_create(Promotion(language="en-gb", query=query, page_id=page.pk) for page in pages)


def alerts(planter: Planter, homes: dict[Host, Seed]) -> None:
    """On each home page an alert of each class; on pages of each class an alert that follows from the page."""
    for host, home in homes.items():
        for kind in (*FOR_SOMEBODY, *OUT_OF_SIGHT):
            _alert(planter, f"{host}/alert/{kind}", home, kind, planter.seeds["kb/section/public"].page)
        for kind in (Kind.PUBLIC, Kind.STAFF, Kind.PARTNER_X):
            _alert(planter, f"{host}/agents' alert/{kind}", home, kind, planter.seeds["kb/section/agent"].page)
    for kind in (Kind.STAFF, Kind.AGENT, Kind.PARTNER_X, Kind.RESIDENT):
        _alert(planter, f"kb/alert/{kind}", planter.seeds[f"kb/section/{kind}"], Kind.PUBLIC, None)
    for kind in (Kind.DRAFT, Kind.SCHEDULED, Kind.EXPIRED, Kind.UNPUBLISHED):
        _alert(planter, f"website/landing alert/{kind}", planter.seeds[f"website/landing/{kind}"], Kind.PUBLIC, None)


def _alert(planter: Planter, name: str, where: Seed, kind: Kind, link: Page | None) -> None:
    effective = within(where.kind, kind)
    mint = planter.mint(name, effective, where.hosts)
    in_welsh = planter.mint(f"{name}/welsh", effective, (Host.WEBSITE,) if Host.WEBSITE in where.hosts else ())
    times: dict[str, Any] = {
        Kind.SCHEDULED: {"starts_at": GO_LIVE},
        Kind.EXPIRED: {"ends_at": EXPIRY},
        Kind.UNPUBLISHED: {"ends_at": PLANTED_AT + datetime.timedelta(minutes=1)},
        Kind.DRAFT: {"starts_at": GO_LIVE},
    }.get(kind, {})
    alert = Alert.objects.create(
        title=mint("title"),
        text=mint("text"),
        other_words={"cy": {"title": in_welsh("title"), "text": in_welsh("text")}},
        branch=Page.objects.get(pk=where.page.pk),
        link_page=Page.objects.get(pk=link.pk) if link else None,
        audiences=AUDIENCES.get(kind, []),
        **{"starts_at": PLANTED_AT, **times},
    )
    if kind is Kind.DELETED:
        alert.delete()


def narrowed_files(planter: Planter, landing: Seed, section: Seed) -> None:
    """Files for residents, and for agents, on pages that everybody sees."""
    for parent, kind in ((landing, Kind.RESIDENT), (section, Kind.AGENT), (section, Kind.PARTNER_Y)):
        name = f"narrowed/{parent.name}/{kind}"
        mint = planter.mint(name, kind, parent.hosts)
        image = planter.image(name, kind, parent.hosts, audiences=AUDIENCES[kind])
        document = planter.document(name, kind, parent.hosts, audiences=AUDIENCES[kind])
        blocks = [
            block("image", {"image": image.pk, "alt": mint("alt"), "decorative": False, "caption": mint("caption")}),
            block("document", {"document": document.pk, "label": mint("label")}),
            block("text", f'<p><a linktype="document" id="{document.pk}">a file</a></p>'),
        ]
        if parent is landing:
            page: BasePage = ContentPage(title="Files", slug=f"files-{kind}", body=json.dumps(blocks))
        else:
            page = ArticlePage(
                title="Files",
                slug=f"files-{kind}",
                body=json.dumps([part("public_text", (), lambda _: "", blocks)]),
            )
        parent.page.add_child(instance=page)
        page.save_revision().publish()
        planter.seeds[name] = Seed(name, page, Kind.PUBLIC, Kind.PUBLIC, parent.hosts, f"{parent.path}{page.slug}/")
    news = planter.seeds["website/news"]
    picture = planter.image("narrowed/news", Kind.RESIDENT, (Host.WEBSITE,), audiences=["resident"])
    item = NewsPage(title="Picture", slug="picture", image=picture, image_alt="")
    news.page.add_child(instance=item)
    item.save_revision().publish()
    planter.seeds["narrowed/news"] = Seed(
        "narrowed/news", item, Kind.PUBLIC, Kind.PUBLIC, news.hosts, f"{news.path}picture/"
    )


def pending_changes(planter: Planter) -> None:
    """Drafts and scheduled versions over live pages: the live version stays as it is."""
    for name, kind in (
        ("website/content/public", Kind.DRAFT),
        ("website/service/public", Kind.SCHEDULED),
        ("kb/article/public", Kind.DRAFT),
        ("intranet/content-staff", Kind.SCHEDULED),
        ("extranet/content-partners", Kind.DRAFT),
    ):
        page: Any = Page.objects.get(pk=planter.seeds[name].page.pk).specific
        mint = planter.mint(f"{name}/pending", kind, ())
        page.title = f"Title {mint('title')}"
        page.summary = mint("summary")
        content = full_body(mint, planter.file_pair(kind, planter.seeds[name].hosts))
        if isinstance(page, ArticlePage):
            content = [part("public_text", (), mint, content)]
        page.body = json.dumps(content)
        page.go_live_at = GO_LIVE if kind is Kind.SCHEDULED else None
        revision = page.save_revision()
        if kind is Kind.SCHEDULED:
            revision.publish()

"""The seeded council: content of every class in every tree, on every page type, in both languages."""

from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.access.audiences import PARTNER_PREFIX
from cms.accounts.models import User
from cms.core.branches import ensure_branches
from cms.core.bulk import in_bulk
from cms.core.models import BasePage
from cms.website.models import (
    ContentPage,
    GuidePage,
    GuidePartPage,
    NewsIndexPage,
    NewsPage,
    ServiceLandingPage,
    ServicePage,
)
from extranet.models import ExtranetContentPage, ExtranetNewsIndexPage, ExtranetNewsPage
from extranet.services import save_organisation
from intranet.models import IntranetContentPage, IntranetNewsIndexPage, IntranetNewsPage
from kb.models import ArticlePage, KnowledgeHubPage, SectionPage

from . import extras, facts, welsh
from .canaries import Aviary
from .people import HOST_NAMES, make_editor, make_people
from .planting import ALL_HOSTS, Planter, Seed
from .truth import FOR_SOMEBODY, OUT_OF_SIGHT, Host, Kind, Reader

KINDS = (*FOR_SOMEBODY, *OUT_OF_SIGHT)
ORGANISATIONS = {"eastmoor-police": "Eastmoor Police", "calder-care": "Calder Care"}
# By site: what stands below its home page.
TREES: dict[Host, tuple[type[BasePage], type[BasePage], type[BasePage]]] = {
    Host.INTRANET: (IntranetContentPage, IntranetNewsIndexPage, IntranetNewsPage),
    Host.EXTRANET: (ExtranetContentPage, ExtranetNewsIndexPage, ExtranetNewsPage),
}


@dataclass
class Council:
    """What was seeded, and the accounts."""

    aviary: Aviary
    planter: Planter
    people: dict[Reader, User]

    @property
    def seeds(self) -> dict[str, Seed]:
        """The planted pages by name."""
        return self.planter.seeds


def plant() -> Council:
    """Makes the whole council; it has to be called in a transaction, at the moment of planting."""
    # What refers to what is noted once, and not with each step of the making.
    with in_bulk(), disable_reference_index_auto_update():
        council = _plant()
    call_command("rebuild_references_index", verbosity=0)
    return council


def _plant() -> Council:
    branches = ensure_branches(HOST_NAMES, port=80, council="Northmere Council")
    for slug, name in ORGANISATIONS.items():
        save_organisation(name=name, slug=slug)
    aviary = Aviary()
    planter = Planter(aviary)
    people = make_people()
    homes = {host: _home(planter, branches[host], host) for host in Host}
    _website(planter, homes[Host.WEBSITE])
    for host in TREES:
        _inner_site(planter, homes[host], host)
    knowledge = Seed("kb", branches["knowledge-base"], Kind.PUBLIC, Kind.PUBLIC, ALL_HOSTS, "/help/")
    _knowledge_base(planter, knowledge)
    for host, home in homes.items():
        hub = planter.page(home, KnowledgeHubPage, Kind.PUBLIC, f"{host}/help", leaf=False, show_in_menus=True)
        assert hub.path == "/help/"
        extras.signposts(planter, home)
    welsh.translate(planter, Locale.objects.get_or_create(language_code="cy")[0])
    extras.alerts(planter, homes)
    extras.narrowed_files(planter, planter.seeds["website/landing/public"], planter.seeds["kb/section/public"])
    facts.plant(planter, planter.seeds["website/landing/public"], planter.seeds["kb/section/public"])
    extras.pending_changes(planter)
    extras.clicks()
    extras.pins(planter)
    make_editor(people[Reader.EDITOR], planter.seeds["website/branch"].page)
    _redirects(planter)
    planter.uproot()
    return Council(aviary, planter, people)


def _home(planter: Planter, page: BasePage, host: Host) -> Seed:
    kind = {Host.WEBSITE: Kind.PUBLIC, Host.INTRANET: Kind.STAFF, Host.EXTRANET: Kind.PARTNERS}[host]
    seed = Seed(f"{host}/home", page, kind, kind, (host,), "/")
    for name, value in planter.fields(type(page), seed.name, kind, (host,), full=True).items():
        setattr(page, name, value)
    page.save_revision().publish()
    planter.seeds[seed.name] = seed
    return seed


def _website(planter: Planter, home: Seed) -> None:
    for kind in KINDS:
        landing = planter.page(
            home, ServiceLandingPage, kind, f"website/landing/{kind}", leaf=False, full=True, show_in_menus=True
        )
        guide = planter.page(landing, GuidePage, Kind.PUBLIC, f"website/below/{kind}/guide", leaf=False)
        planter.page(guide, GuidePartPage, Kind.PUBLIC, f"website/below/{kind}/guide/part")
    public = planter.seeds["website/landing/public"]
    whole = planter.page(public, GuidePage, Kind.PUBLIC, "website/whole-guide", leaf=False)
    for kind in KINDS:
        planter.page(whole, GuidePartPage, kind, f"website/part/{kind}", full=kind in FOR_SOMEBODY)
        planter.page(public, ServicePage, kind, f"website/service/{kind}", full=kind in FOR_SOMEBODY)
        planter.page(public, ContentPage, kind, f"website/content/{kind}", full=True)
        guide = planter.page(public, GuidePage, kind, f"website/guide-{kind}", leaf=False)
        planter.page(guide, GuidePartPage, Kind.PUBLIC, f"website/guide-{kind}/part")
    _news(planter, home, NewsIndexPage, NewsPage)
    branch = planter.page(home, ServiceLandingPage, Kind.PUBLIC, "website/branch", leaf=False)
    for kind in KINDS:
        planter.page(branch, ContentPage, kind, f"website/branch/{kind}")


def _inner_site(planter: Planter, home: Seed, host: Host) -> None:
    content, index, news = TREES[host]
    for kind in KINDS:
        page = planter.page(home, content, kind, f"{host}/content-{kind}", leaf=False, full=True, show_in_menus=True)
        planter.page(page, content, Kind.PUBLIC, f"{host}/content-{kind}/below")
    _news(planter, home, index, news)


def _news(planter: Planter, home: Seed, index: type[BasePage], news: type[BasePage]) -> None:
    host = home.hosts[0]
    open_index = planter.page(home, index, Kind.PUBLIC, f"{host}/news", leaf=False)
    for kind in KINDS:
        planter.page(open_index, news, kind, f"{host}/news/{kind}")
    for kind in (Kind.AGENT, Kind.PARTNER_X, Kind.RESIDENT, Kind.UNPUBLISHED):
        hidden_index = planter.page(home, index, kind, f"{host}/news-{kind}", leaf=False)
        planter.page(hidden_index, news, Kind.PUBLIC, f"{host}/news-{kind}/item")


def _knowledge_base(planter: Planter, knowledge: Seed) -> None:
    for kind in KINDS:
        section = planter.page(knowledge, SectionPage, kind, f"kb/section/{kind}", leaf=False)
        planter.page(section, ArticlePage, Kind.PUBLIC, f"kb/below/{kind}")
    public = planter.seeds["kb/section/public"]
    for kind in KINDS:
        planter.page(public, ArticlePage, kind, f"kb/article/{kind}", full=True)


def _redirects(planter: Planter) -> None:
    """An old address for each page of the website and each article, on the site that shows it and on all sites."""
    site = Site.objects.get(is_default_site=True)
    for name, seed in planter.seeds.items():
        if seed.page.pk and name.startswith(("website/content/", "kb/article/", "website/branch/")):
            on = site if name.startswith("website") else None
            Redirect.objects.create(old_path=f"/old/{name}", site=on, redirect_page=Page.objects.get(pk=seed.page.pk))
            Redirect.objects.create(old_path=f"/typed/{name}", site=on, redirect_link=seed.path)


def rows(model: type[Model], **conditions: Any) -> list[int]:
    """The primary keys of rows, for guessing addresses."""
    return list(model._default_manager.filter(**conditions).values_list("pk", flat=True))


def partner_keys() -> list[str]:
    """The audience keys of the partner organisations."""
    return [PARTNER_PREFIX + slug for slug in ORGANISATIONS]

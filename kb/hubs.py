"""Where the pages of the knowledge base are found: each hub shows them on its own site."""

from typing import NamedTuple

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.access.audiences import Audiences, canonical_host, hosts_of
from cms.access.models import PageAccess, SiteProfile
from cms.access.rules import visible_to
from cms.core.addresses import tree_addresses
from cms.core.frame import home_page


class Hub(NamedTuple):
    """A live hub: the kind of its host, its locale, and the row itself."""

    host: str
    site_id: int
    locale_id: int
    page: Page


class Mounts:
    """The hubs of all sites and the roots of the knowledge base in each language: three queries."""

    def __init__(self) -> None:
        hub_type, root_type = apps.get_model("kb.KnowledgeHubPage"), apps.get_model("kb.KnowledgeBasePage")
        self.roots = {root.locale_id: root.url_path for root in root_type._default_manager.all()}
        profiles = {profile.site_id: profile for profile in SiteProfile.objects.all()}
        self.hubs: list[Hub] = []
        for page in hub_type._default_manager.filter(live=True).order_by("path"):
            for root in Site.get_site_root_paths():
                if page.url_path.startswith(root.root_path) and root.site_id in profiles:
                    self.hubs.append(Hub(profiles[root.site_id].host, root.site_id, page.locale_id, page))
                    break

    def hub_for(self, audiences: Audiences, locale_id: int, site: Site | None) -> Hub | None:
        """The hub of the site if what these audiences see is shown there, else that of the widest host it reaches."""
        reached = {host for key in audiences for host in hosts_of(key)}
        local = [hub for hub in self.hubs if hub.locale_id == locale_id and hub.host in reached]
        if site is not None:
            here = next((hub for hub in local if hub.site_id == site.pk), None)
            if here is not None:
                return here
        widest = canonical_host(audiences)
        return next((hub for hub in local if hub.host == widest), local[0] if local else None)


def addresses_of(pages: list[Page], site: Site | None) -> dict[int, str]:
    """The address of each page of the knowledge base as seen from a site; five queries, however many pages."""
    mounts = Mounts()
    effective = dict(PageAccess.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "effective__text"))
    found: dict[int, str] = {}
    hub_addresses: dict[int, str] = tree_addresses([hub.page for hub in mounts.hubs], site)
    for page in pages:
        root = mounts.roots.get(page.locale_id)
        audiences = frozenset(key for key in effective.get(page.pk, "").split(",") if key)
        hub = mounts.hub_for(audiences, page.locale_id, site)
        if root is not None and hub is not None and page.url_path.startswith(root):
            found[page.pk] = hub_addresses[hub.page.pk] + page.url_path[len(root) :]
    return found


def url_parts(page: Page) -> tuple[int, str, str] | None:
    """The page's canonical address as Wagtail wants it: site, root address, path."""
    whole = addresses_of([page], None).get(page.pk)
    if whole is None:
        return None
    for root in Site.get_site_root_paths():
        if whole.startswith(root.root_url + "/"):
            return root.site_id, root.root_url, whole[len(root.root_url) :]
    return None


def trail(page: Page, request: HttpRequest) -> list[dict[str, str]]:
    """The breadcrumbs on the request's site: home, hub, then the sections above the page that the reader may see."""
    site = Site.find_for_request(request)
    reader = request.reader  # type: ignore[attr-defined]
    home = home_page(request)
    mounts = Mounts()
    hub = next(
        (hub for hub in mounts.hubs if site and hub.site_id == site.pk and hub.locale_id == page.locale_id), None
    )
    if home is None or hub is None:
        return []
    above = [page.path[:length] for length in range(3 * Page.steplen, len(page.path), Page.steplen)]
    sections = list(visible_to(Page.objects.filter(path__in=above), reader).order_by("path"))
    own = visible_to(Page.objects.filter(pk__in=[home.pk, hub.page.pk]), reader).order_by("path")
    fixed = list(own)
    urls = {**tree_addresses(fixed, site), **addresses_of(sections, site)}
    return [{"title": item.title, "url": urls[item.pk]} for item in [*fixed, *sections] if item.pk in urls]

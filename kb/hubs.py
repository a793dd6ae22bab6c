"""Where the pages of the knowledge base are found: each hub shows them on its own site."""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.access.audiences import Audiences, canonical_host, hosts_of
from cms.access.memory import once
from cms.access.reader import Reader
from cms.access.rules import effective_of, may_see, visible_to
from cms.access.sites import site_profiles
from cms.core import keys
from cms.core.addresses import site_roots, tree_addresses
from cms.core.languages import home_page

# Where all pages of the knowledge base are found.
HUBS = "kind-kb-knowledgehubpage"
ROOT_TYPE, HUB_TYPE = "knowledgebasepage", "knowledgehubpage"


class Hub(NamedTuple):
    """A live hub: the kind of its host, its locale, and the row itself."""

    host: str
    site_id: int
    locale_id: int
    page: Page


class Mounts:
    """The live hubs of all sites and the roots of the knowledge base in each language."""

    def __init__(self) -> None:
        hosts = {profile.site_id: profile.host for profile in site_profiles()}
        root_type, hub_type = (ContentType.objects.get_by_natural_key("kb", name) for name in (ROOT_TYPE, HUB_TYPE))
        self.roots: dict[int, str] = {}
        self.hubs: list[Hub] = []
        either = Q(content_type=root_type) | Q(content_type=hub_type, live=True)
        for page in Page.objects.filter(either).select_related("access__effective").order_by("path"):
            if page.content_type_id == root_type.pk:
                self.roots[page.locale_id] = page.url_path
                continue
            above = (root for root in site_roots() if page.url_path.startswith(root.root_path))
            site_id = next((root.site_id for root in above if root.site_id in hosts), None)
            if site_id is not None:
                self.hubs.append(Hub(hosts[site_id], site_id, page.locale_id, page))

    def hub_for(
        self, audiences: Audiences, locale_id: int, site: Site | None, reader: Reader | None = None
    ) -> Hub | None:
        """The hub of the site if what these audiences see is shown there, else that of the widest host it reaches;
        for a reader one of those that they may see."""
        reached = {host for key in audiences for host in hosts_of(key)}
        local = [hub for hub in self.hubs if hub.locale_id == locale_id and hub.host in reached]
        if reader is not None:
            local = [hub for hub in local if may_see(reader, hub.page)]
        if site is not None:
            here = next((hub for hub in local if hub.site_id == site.pk), None)
            if here is not None:
                return here
        widest = canonical_host(audiences)
        return next((hub for hub in local if hub.host == widest), local[0] if local else None)


@once
def mounts() -> Mounts:
    """One query; in a request that only reads, one for all of it."""
    return Mounts()


def addresses_of(pages: list[Page], site: Site | None, reader: Reader | None = None) -> dict[int, str]:
    """The address of each page of the knowledge base as seen from a site, in as few queries as for one page.

    A reader who may not see a hub finds nothing below it.
    """
    keys.shows(HUBS)
    keys.shows_pages(pages)
    effective = effective_of(pages)
    found: dict[int, str] = {}
    hub_addresses: dict[int, str] = tree_addresses([hub.page for hub in mounts().hubs], site)
    for page in pages:
        root = mounts().roots.get(page.locale_id)
        hub = mounts().hub_for(effective[page.pk], page.locale_id, site, reader)
        if root is not None and hub is not None and page.url_path.startswith(root):
            found[page.pk] = hub_addresses[hub.page.pk] + page.url_path[len(root) :]
    return found


def url_parts(page: Page) -> tuple[int, str, str] | None:
    """The page's canonical address as Wagtail wants it: site, root address, path."""
    whole = addresses_of([page], None).get(page.pk)
    if whole is None:
        return None
    for root in site_roots():
        if whole.startswith(root.root_url + "/"):
            return root.site_id, root.root_url, whole[len(root.root_url) :]
    return None


def trail(page: Page, request: HttpRequest) -> list[dict[str, str]]:
    """The breadcrumbs on the request's site: home, hub, then the sections above the page that the reader may see.

    One query, for the frame's breadcrumbs and the page's own context together.
    """
    known: tuple[int, list[dict[str, str]]] | None = getattr(request, "_knowledge_trail", None)
    if known is None or known[0] != page.pk:
        known = request._knowledge_trail = page.pk, _trail(page, request)  # type: ignore[attr-defined]
    return known[1]


def _trail(page: Page, request: HttpRequest) -> list[dict[str, str]]:
    site = Site.find_for_request(request)
    home = home_page(request)
    local = (hub for hub in mounts().hubs if site and hub.site_id == site.pk and hub.locale_id == page.locale_id)
    hub = next(local, None)
    if home is None or hub is None:
        return []
    fixed = [home.path, hub.page.path]
    above = [page.path[:length] for length in range(3 * Page.steplen, len(page.path), Page.steplen)]
    reader = request.reader  # type: ignore[attr-defined]
    pages = visible_to(Page.objects.filter(path__in=[*fixed, *above]), reader)
    seen = {item.path: item for item in pages}
    urls = {
        **tree_addresses([seen[path] for path in fixed if path in seen], site),
        **addresses_of([seen[path] for path in above if path in seen], site, reader),
    }
    shown = [seen[path] for path in [*fixed, *above] if path in seen]
    return [{"title": item.title, "url": urls[item.pk]} for item in shown if item.pk in urls]

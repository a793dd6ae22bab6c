"""The branches of the tree and their sites."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from cms.access.enums import Host
from cms.access.models import SiteProfile
from cms.access.services import refresh_all

from .models import BasePage

WELCOME = "Welcome to your new Wagtail site!"
# What readers call each site, after the council's name.
SITE_NAMES: dict[str, str] = {Host.WEBSITE: "{}", Host.INTRANET: "{} intranet", Host.EXTRANET: "{} partners"}


@transaction.atomic
def ensure_branches(hosts: Mapping[str, str], *, port: int, council: str) -> dict[str, BasePage]:
    """Makes what is missing of the branches and sites, and returns the branches' first pages by name.

    `hosts` gives the host name for each kind of host. Wagtail's own welcome page and site go.
    """
    refresh_all()
    root = Page.objects.get(depth=1)
    branches: dict[str, BasePage] = {}
    declared: dict[str, dict[str, Any]] = settings.CMS_BRANCHES
    for name, branch in declared.items():
        page_type: type[BasePage] = apps.get_model(branch["page_type"])
        pages: Any = page_type._default_manager
        page = pages.child_of(root).filter(slug=name).first()
        if page is None:
            page = page_type(title=branch["title"], slug=name, audiences=branch["audiences"])
            root.add_child(instance=page)
            page.save_revision().publish(skip_permission_checks=True)
        branches[name] = pages.get(pk=page.pk)
    for host, hostname in hosts.items():
        _ensure_site(host, hostname, port, branches[host], SITE_NAMES[host].format(council))
    for page in Page.objects.filter(depth=2, title=WELCOME):
        page.delete()
    Site.clear_site_root_paths_cache()
    return branches


def _ensure_site(host: str, hostname: str, port: int, page: BasePage, name: str) -> None:
    site = Site.objects.filter(profile__host=host).first() or Site.objects.filter(hostname=hostname, port=port).first()
    if site is None:
        site = Site()
    site.hostname, site.port, site.root_page, site.site_name = hostname, port, page, name
    site.is_default_site = host == Host.WEBSITE
    if site.is_default_site:
        Site.objects.filter(is_default_site=True).exclude(pk=site.pk).delete()
    site.save()
    SiteProfile.objects.update_or_create(
        site=site, defaults={"host": host}, create_defaults={"host": host, "theme": host}
    )

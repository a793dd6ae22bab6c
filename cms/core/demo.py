"""The demo council: each app's `demo` module adds its own share, lowest rung first."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import module_has_submodule
from wagtail.models import Page

from .branches import ensure_branches
from .models import BasePage

COUNCIL = "Northmere Council"
PASSWORD = "demo"  # noqa: S105  # open on purpose; the demo settings alone allow it


class NoDemoHere(Exception):
    """The settings in use are not those of a demo."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What the apps' demo modules are given: the branches by name, and the day that relative dates count from."""

    branches: dict[str, BasePage]
    today: datetime.date


def seed(*, port: int, today: datetime.date, tell: Callable[[str], object]) -> None:
    """Makes or completes the demo council; a second run changes nothing. Raises NoDemoHere outside the demo settings.

    Each app's share commits by itself, so that an interrupted run is completed by the next.
    """
    if not settings.DEMO:
        raise NoDemoHere("The demo council has open sign-ins; use the settings module cms.settings.demo for it.")
    hosts = {"website": "www.localhost", "intranet": "intranet.localhost", "extranet": "extranet.localhost"}
    demo = Demo(ensure_branches(hosts, port=port, council=COUNCIL), today)
    modules = {
        app: import_module(f"{app}.demo")
        for app in settings.LOCAL_APPS
        if app != "cms.core" and module_has_submodule(import_module(app), "demo")
    }
    shares = {app: module for app, module in modules.items() if hasattr(module, "seed")}
    # The second time sets the links between branches, for which the first had to bring all of them.
    for _ in range(2):
        for module in shares.values():
            with transaction.atomic():
                module.seed(demo)
    tell(f"{COUNCIL} is ready: {Page.objects.filter(depth__gt=1).count()} pages.")


def put_in_menu(home: BasePage, slugs: Collection[str]) -> None:
    """Shows these pages below a home page in the site's navigation."""
    for page in home.get_children().filter(slug__in=slugs, show_in_menus=False).specific():
        page.show_in_menus = True
        page.save_revision().publish()

"""The demo council: each app's `demo` module adds its own share, lowest rung first."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import module_has_submodule

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
    for app in settings.LOCAL_APPS:
        package = import_module(app)
        if app != "cms.core" and module_has_submodule(package, "demo"):
            module = import_module(f"{app}.demo")
            if hasattr(module, "seed"):
                tell(str(getattr(module, "TITLE", app)))
                with transaction.atomic():
                    module.seed(demo)


def folder(app: str) -> Path:
    """The demo folder of an app."""
    return Path(str(import_module(app).__file__)).parent / "demo"

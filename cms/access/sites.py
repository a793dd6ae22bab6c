"""Which sites there are."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Page, Site

from .memory import once
from .models import SiteProfile
from .prepared import Prepared

SITES = Prepared()
# What a row holds, one after the other, and how each is reached from the first.
PARTS: tuple[tuple[type[Model], str], ...] = ((SiteProfile, ""), (Site, "site__"), (Page, "site__root_page__"))


@once
def site_profiles() -> list[SiteProfile]:
    """All sites with their home pages, at most one for each kind of host."""
    return [_made(row) for row in SITES.rows("all", _all)]


def _all() -> "QuerySet[Any, Any]":
    columns = (prefix + field.attname for model, prefix in PARTS for field in model._meta.concrete_fields)
    return SiteProfile.objects.order_by("pk").values_list(*columns)


def _made(row: Sequence[Any]) -> SiteProfile:
    made: list[Any] = []
    start = 0
    for model, _ in PARTS:
        names = [field.attname for field in model._meta.concrete_fields]
        made.append(model.from_db("default", names, row[start : start + len(names)]))
        start += len(names)
    profile, site, root = made
    site.root_page, profile.site = root, site
    result: SiteProfile = profile
    return result

"""Alerts for other front ends."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Router, Schema

from cms.api.answers import data_answer
from cms.api.parameters import locale_of
from cms.api.problems import absent
from cms.api.registry import reads
from cms.api.schemas import Link
from cms.api.selectors import stands_here

from .alerts import banners

router = Router(tags=["alerts"])


class AlertOut(Schema):
    """An alert: `html` is its text with links, `locale` the language of its words."""

    severity: str
    title: str
    html: str
    locale: str
    link: Link | None


class AlertsOut(Schema):
    """The most urgent first."""

    items: list[AlertOut]


@reads(router, "/alerts/", AlertsOut, shared=True)
def alerts(request: HttpRequest, page: int | None = None, locale: str = "") -> HttpResponse:
    """What runs now on this host, or on a page of it by its number."""
    bound: Any = request
    with translation.override(locale_of(locale)):
        if page is not None:
            bound.current_page = stands_here(request, page)
            if bound.current_page is None:
                raise absent()
        items = [
            {
                "severity": banner.severity,
                "title": banner.title,
                "html": str(banner.text),
                "locale": banner.language,
                "link": {"title": banner.link_text, "url": banner.link_url} if banner.link_url else None,
            }
            for banner in banners(request)
        ]
    return data_answer(request, {"items": items})

"""Alert banners."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page, Site

from cms.access.enums import AccessClass
from cms.access.fields import AudiencesField
from cms.access.reader import Reader
from cms.access.rules import may_see, may_see_part, page_rule
from cms.core import keys
from cms.core.addresses import addresses
from cms.core.keeping import kept
from cms.core.languages import home_page, in_language
from cms.core.sanitise import linkify
from cms.wording.models import Worded


class Severity(models.TextChoices):
    """How urgent an alert is, the most urgent last."""

    INFORMATION = "information", _("Information")
    SUCCESS = "success", _("Success")
    WARNING = "warning", _("Warning")
    EMERGENCY = "emergency", _("Emergency")


class Alert(Worded, models.Model):
    """A banner on a page and all below it, from a moment to a moment.

    On a home page it stands on the whole site. It is seen by those who see that page and belong to its own audiences.
    It is one row in all languages, so that it begins, ends and is changed in all of them at once.
    """

    access_class = AccessClass.ANNOUNCEMENT
    worded = ("title", "text")

    severity = models.CharField(_("severity"), max_length=20, choices=Severity.choices, default=Severity.INFORMATION)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), max_length=500, blank=True)
    branch = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("on this page and all below it"))
    link_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("read more on")
    )
    audiences = AudiencesField(_("only for"), default=list, blank=True)
    starts_at = models.DateTimeField(_("starts"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)

    panels = [
        FieldPanel("severity"),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("branch"),
        FieldPanel("link_page"),
        FieldPanel("audiences"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    ]

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-starts_at"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Raises ValidationError at `ends_at` if the alert would end before it starts."""
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Choose an end after the start.")})

    @property
    def own_language(self) -> str:
        """What its own fields are written in: the language of its page, or English where it says that one apart."""
        language: str = self.branch.locale.language_code
        return settings.LANGUAGE_CODE if self.words_in(language) else language


# All banners, wherever they stand.
ALERTS = "alerts"


@dataclass(frozen=True, slots=True)
class Banner:
    """An alert as a template shows it."""

    severity: str
    severity_label: str
    title: str
    text: str
    link_url: str
    link_text: str
    link_language: str
    language: str


MOST_URGENT_FIRST = Case(
    *(When(severity=value, then=Value(-rank)) for rank, value in enumerate(Severity.values)), default=Value(0)
)


class Running(NamedTuple):
    """A banner, and the paths of the pages below which it stands, one for each language of its branch."""

    banner: Banner
    branches: tuple[str, ...]


def banners(request: HttpRequest) -> list[Banner]:
    """The alerts for the page of this request, or for the home page where the response is no page.

    An alert stands on every translation of its branch, in that language as far as it is written in it: whom it warns
    must read it.
    """
    site = Site.find_for_request(request)
    reader: Reader | None = getattr(request, "reader", None)
    page: Page | None = getattr(request, "current_page", None) or (home_page(request) if site else None)
    if page is None or reader is None:
        return []
    return [one.banner for one in running(site, reader.nameless) if page.path.startswith(one.branches)]


@kept
def running(site: Site | None, reader: Reader) -> list[Running]:
    """The alerts that the reader sees now, the most urgent first, with links as seen from the site."""
    now = timezone.now()
    keys.shows(ALERTS)
    to_come = Alert.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), page_rule(reader, "branch__"))
    alerts = []
    for alert in to_come.select_related("branch__locale", "link_page__access__effective", "link_page__locale").order_by(
        MOST_URGENT_FIRST, "-starts_at"
    ):
        if not alert.audiences or may_see_part(reader, frozenset(alert.audiences)):
            keys.holds_until(alert.branch.expire_at)
            keys.holds_until(alert.ends_at if alert.starts_at <= now else alert.starts_at)
            if alert.starts_at <= now:
                alerts.append(alert)
    links = _links(alerts, reader, site)
    branches = _branches(alerts)
    return [Running(_banner(alert, links), branches[alert.branch.translation_key]) for alert in alerts]


def _branches(alerts: list[Alert]) -> dict[Any, tuple[str, ...]]:
    wanted = {alert.branch.translation_key for alert in alerts}
    found: dict[Any, tuple[str, ...]] = dict.fromkeys(wanted, ())
    rows = Page.objects.filter(translation_key__in=wanted) if wanted else Page.objects.none()
    for key, path in rows.values_list("translation_key", "path"):
        found[key] += (path,)
    return found


def _links(alerts: list[Alert], reader: Reader, site: Site | None) -> dict[int, tuple[Page, str]]:
    """What the reader may read more on, by the page that the alert names, with its address."""
    keys.shows(*(keys.page_key(alert.link_page_id) for alert in alerts if alert.link_page_id))
    named = [alert.link_page for alert in alerts if alert.link_page and may_see(reader, alert.link_page)]
    pages = in_language(named, reader, get_language())
    urls = addresses(pages.values(), site, reader)
    return {key: (page, urls[page.pk]) for key, page in pages.items() if page.pk in urls}


def _banner(alert: Alert, links: dict[int, tuple[Page, str]]) -> Banner:
    here = get_language()
    said = alert.words_in(here)
    words = said or {name: getattr(alert, name) for name in alert.worded}
    page, url = links.get(alert.link_page_id or 0, (None, ""))
    return Banner(
        severity=alert.severity,
        severity_label=str(Severity(alert.severity).label),
        title=words["title"],
        text=SafeString(linkify(escape(words["text"]))),
        link_url=url,
        link_text=page.title if page else "",
        link_language=page.locale.language_code if page else "",
        language=here if said and here else alert.own_language,
    )

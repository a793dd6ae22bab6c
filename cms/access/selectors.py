"""Whom changes would let in: what editors are told before they make one."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from .audiences import EVERYBODY, NOBODY, Audiences, canonical, is_within, meet
from .effective import from_text
from .models import Audience, PageAccess


def seen_by(page: Page) -> Audiences:
    """Who may see the page at this moment; nobody while it is not live."""
    if not page.live or not page.pk or (page.expire_at is not None and page.expire_at <= timezone.now()):
        return NOBODY
    access = PageAccess.objects.select_related("effective").filter(pk=page.pk).first()
    return from_text(access.effective.text) if access is not None and access.path == page.path else NOBODY


def would_be_seen_by(page: Page, own: Iterable[str], *, parent: Page | None = None, lifted: bool = False) -> Audiences:
    """Who could see the page, were these its own audiences and the page live: three queries.

    `parent` stands above a page that is not in the tree yet; `lifted` leaves the page's own ceiling out.
    """
    above = parent.path if parent is not None else page.path[: -Page.steplen]
    wanted = canonical(own) or EVERYBODY
    row = PageAccess.objects.select_related("effective").filter(path=above, page__path=above).first()
    result = meet(wanted, from_text(row.effective.text) if row is not None else NOBODY)
    if page.pk:
        mates = PageAccess.objects.filter(page__translation_key=page.translation_key, page__alias_of=None)
        for mate in mates.exclude(ceiling=None):
            if not (lifted and mate.pk == page.pk):
                result = meet(result, canonical(mate.ceiling))
    return result


def ceiling_of(page: Page) -> Audiences | None:
    """The limit that a copy, a move or a conversion left on the page, or None."""
    ceiling = PageAccess.objects.filter(pk=page.pk).values_list("ceiling", flat=True).first()
    return None if ceiling is None else canonical(ceiling)


def gaining(now: Audiences, then: Audiences) -> Audiences:
    """Those among `then` who are not all in `now` already."""
    return frozenset(key for key in then if not is_within(frozenset({key}), now))


def names_of(keys: Iterable[str]) -> str:
    """Audiences for people to read, in the order of the list of audiences."""
    labels = Audience.objects.filter(pk__in=list(keys)).values_list("label", flat=True)
    return ", ".join(labels) or _("nobody")

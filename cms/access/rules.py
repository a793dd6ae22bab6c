"""The one rule of who may see what, in three forms: SQL, Python, and search scopes."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from .audiences import Audiences
from .models import AudienceSetMember, PageAccess
from .reader import Reader

QuerySetT = TypeVar("QuerySetT", bound=QuerySet[Any, Any])


def visible_to(pages: QuerySetT, reader: Reader) -> QuerySetT:
    """Those of the pages that the reader may see at this moment; each carries what `effective_of` asks for."""
    seen: QuerySetT = pages.filter(page_rule(reader)).annotate(effective_text=F("access__effective__text"))
    return seen


def page_rule(reader: Reader, prefix: str = "") -> Q:
    """The rule as a condition on pages reached by `prefix` (such as `page__`) from the model queried."""
    now = timezone.now()
    return (
        Q(**{f"{prefix}live": True})
        & (Q(**{f"{prefix}expire_at": None}) | Q(**{f"{prefix}expire_at__gt": now}))
        & Q(**{f"{prefix}access__path": F(f"{prefix}path")})
        & Q(**{f"{prefix}access__effective__in": sets_of(reader)})
    )


def sets_of(reader: Reader) -> QuerySet[AudienceSetMember, Any]:
    """The audience sets that hold the reader, as a sub-query."""
    return AudienceSetMember.objects.filter(audience__in=sorted(reader.audiences)).values("audience_set")


def may_see(reader: Reader, page: Page) -> bool:
    """Whether the reader may see this page at this moment, as `visible_to` says it in SQL."""
    if not page.live or (page.expire_at is not None and page.expire_at <= timezone.now()):
        return False
    access = getattr(page, "access", None)
    if access is None or access.path != page.path:
        return False
    return bool(reader.audiences.intersection(access.effective.text.split(",")))


def effective_of(pages: Iterable[Page]) -> dict[int, Audiences]:
    """The effective audiences of pages by primary key: no query for pages from `visible_to`, one for all others."""
    texts = {page.pk: _carried_text(page) for page in pages}
    unknown = [key for key, text in texts.items() if text is None]
    if unknown:
        texts.update(PageAccess.objects.filter(pk__in=unknown).values_list("pk", "effective__text"))
    return {key: frozenset((text or "").split(",")) - {""} for key, text in texts.items()}


def _carried_text(page: Page) -> str | None:
    text: str | None = getattr(page, "effective_text", None)
    if text is None and PageAccess.page.field.remote_field.is_cached(page):
        text = page.access.effective.text
    return text


def may_see_part(reader: Reader, audiences: Audiences) -> bool:
    """Whether the reader may see a part that is meant for these audiences, once they may see what it is part of."""
    return bool(reader.audiences & audiences)


def scopes_of(reader: Reader) -> tuple[str, ...]:
    """The scopes in which the reader searches: a search row of one of them holds only what the reader may see."""
    return reader.scopes

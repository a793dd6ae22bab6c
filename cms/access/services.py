"""Changes to who may see what."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from . import effective
from .audiences import EVERYBODY, NOBODY, PARTNER_PREFIX, Audiences, as_text, canonical, is_within, meet
from .models import AccessMixin, Audience, AudienceGrant, PageAccess
from .signals import access_changed

# After the five base audiences, which have 0 to 4.
PARTNER_ORDER = 10


def _one_at_a_time() -> None:
    """Queues this transaction behind any other that works out audiences.

    Without it a page published while its parent is being restricted could be given the parent's old readers.
    """
    list(Audience.objects.select_for_update().filter(pk="public"))


def _refresh(paths: set[str]) -> None:
    changed = effective.refresh(paths)
    if changed:
        access_changed.send(sender=PageAccess, page_ids=changed)


@transaction.atomic
def page_saved(page: Page, *, own_saved: bool) -> None:
    """Takes over what a saved page says of its audiences; `own_saved` is False where that field was not written."""
    access = PageAccess.objects.select_related("effective").filter(pk=page.pk).first()
    declared = page if isinstance(page, AccessMixin) else None
    if access is None:
        if declared is not None or page.depth == 1:
            _page_added(page, declared)
        return
    own_changed = declared is not None and own_saved and sorted(declared.audiences) != sorted(access.own)
    converted = access.alias_of_id_seen is not None and page.alias_of_id is None
    if not (own_changed or converted or access.path != page.path or access.alias_of_id_seen != page.alias_of_id):
        return
    _one_at_a_time()
    if converted:
        had = effective.from_text(access.effective.text)
        access.ceiling = sorted(had if access.ceiling is None else meet(had, canonical(access.ceiling)))
    if own_changed:
        assert declared is not None
        access.own = list(declared.audiences)
    access.alias_of_id_seen = page.alias_of_id
    access.save(update_fields=["own", "ceiling", "alias_of_id_seen"])
    paths = {page.path}
    if own_changed and page.alias_of_id is None:
        paths |= _share_with_translations(page, access.own)
    _refresh(paths)


def _page_added(page: Page, declared: AccessMixin | None) -> None:
    _one_at_a_time()
    own = list(declared.audiences) if declared is not None else []
    alone = page.alias_of_id is None and not page.numchild
    seen_by = effective.of_new_page(page, canonical(own) or EVERYBODY) if alone else NOBODY
    PageAccess.objects.create(
        page_id=page.pk,
        path=page.path,
        own=own,
        alias_of_id_seen=page.alias_of_id,
        effective=effective.set_for(as_text(seen_by)),
    )
    origin = declared.access_origin if declared is not None else None
    if declared is not None:
        type(declared)._default_manager.filter(pk=page.pk).update(access_origin=page.pk)
        declared.access_origin = page.pk
    if not alone:
        _refresh({page.path})
    elif seen_by:
        access_changed.send(sender=PageAccess, page_ids={page.pk})
    if origin is not None and origin != page.pk and page.alias_of_id is None:
        _keep_readers_of_source(page, origin)


def _keep_readers_of_source(page: Page, origin: int) -> None:
    """A copy or translation is not seen by anybody who may not see its source."""
    source = PageAccess.objects.select_related("effective").filter(pk=origin).first()
    had = effective.from_text(source.effective.text) if source else NOBODY
    copy = PageAccess.objects.select_related("effective").get(pk=page.pk)
    if not is_within(effective.from_text(copy.effective.text), had):
        copy.ceiling = sorted(had)
        copy.save(update_fields=["ceiling"])
        _refresh({page.path})


def _share_with_translations(page: Page, own: list[str]) -> set[str]:
    """Gives the page's audiences to its translations and their drafts; returns their paths."""
    mates = Page.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    paths = set()
    for mate in mates.specific():
        _write_own(mate, own)
        paths.add(mate.path)
    return paths


def _write_own(page: Page, own: list[str]) -> None:
    type(page)._default_manager.filter(pk=page.pk).update(audiences=sorted(own))
    PageAccess.objects.filter(pk=page.pk).update(own=sorted(own))
    in_moderation = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    pending = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False) | Q(pk__in=in_moderation)
    for revision in Revision.page_revisions.filter(pending, object_id=str(page.pk)):
        revision.content["audiences"] = sorted(own)
        revision.save(update_fields=["content"])


@transaction.atomic
def restrict(page: Page, audiences: Iterable[str], user: AbstractBaseUser | None = None) -> None:
    """Narrows a page's own audiences at once, with its translations, aliases, drafts and all below it.

    Raises ValueError when that would let in somebody who may not see the page now: widening is a matter of
    publishing an approved revision.
    """
    wanted = canonical(audiences) or EVERYBODY
    access = PageAccess.objects.get(pk=page.pk)
    if not is_within(wanted, canonical(access.own) or EVERYBODY):
        raise ValueError("These audiences are wider than the page's; publish a revision to widen.")
    _one_at_a_time()
    _write_own(page.specific, sorted(wanted))
    paths = {page.path} | _share_with_translations(page, sorted(wanted))
    _refresh(paths)
    log(instance=page, action="frontdoor.restrict", user=user, data={"audiences": sorted(wanted)})


def narrow_at_once(page: Page, audiences: Iterable[str], user: AbstractBaseUser | None) -> None:
    """Restricts a live page to these audiences if they are narrower than its own; does nothing otherwise."""
    access = PageAccess.objects.filter(pk=page.pk).first()
    if access is None:
        return
    wanted, now = canonical(audiences) or EVERYBODY, canonical(access.own) or EVERYBODY
    if wanted != now and is_within(wanted, now):
        restrict(page, wanted, user)


@transaction.atomic
def lift_ceiling(page: Page, user: AbstractBaseUser | None = None) -> None:
    """Ends the limit that a copy, a move or a conversion left on the page."""
    _one_at_a_time()
    PageAccess.objects.filter(pk=page.pk).update(ceiling=None)
    _refresh({page.path})
    log(instance=page, action="frontdoor.lift_ceiling", user=user)


@transaction.atomic
def pages_moved() -> None:
    """Takes note of every page that stands in a new place."""
    _one_at_a_time()
    _refresh(effective.displaced())


@transaction.atomic
def page_deleted(page: Page) -> None:
    """Leaves the limits of a page that goes to its translations."""
    access = PageAccess.objects.filter(pk=page.pk).first()
    if access is None or access.ceiling is None or page.alias_of_id is not None:
        return
    for mate in PageAccess.objects.filter(page__translation_key=page.translation_key, page__alias_of=None).exclude(
        pk=page.pk
    ):
        kept = canonical(access.ceiling)
        mate.ceiling = sorted(kept if mate.ceiling is None else meet(kept, canonical(mate.ceiling)))
        mate.save(update_fields=["ceiling"])


@transaction.atomic
def refresh_all() -> int:
    """Works out everything anew, adding what has no access row yet; returns how many pages changed."""
    _one_at_a_time()
    missing = Page.objects.filter(access__isnull=True).order_by("path")
    for page in missing.specific().iterator(chunk_size=500):
        page_saved(page, own_saved=True)
    changed = effective.refresh(set(Page.objects.filter(depth=1).values_list("path", flat=True)))
    if changed:
        access_changed.send(sender=PageAccess, page_ids=changed)
    return len(changed)


def grant(user: AbstractBaseUser, *keys: str) -> None:
    """Makes the user a member of these audiences; raises Audience.DoesNotExist for an unknown key."""
    for key in keys:
        audience = Audience.objects.get(pk=key)
        AudienceGrant.objects.get_or_create(user_id=user.pk, audience=audience)


def revoke(user: AbstractBaseUser, *keys: str) -> None:
    """Ends the user's membership of these audiences."""
    AudienceGrant.objects.filter(user_id=user.pk, audience_id__in=keys).delete()


def add_partner_audience(slug: str, label: str) -> Audience:
    """The audience of a partner organisation, made or renamed."""
    audience, _ = Audience.objects.update_or_create(
        pk=PARTNER_PREFIX + slug, defaults={"label": label, "order": PARTNER_ORDER}
    )
    return audience


def effective_audiences(page: Page) -> Audiences:
    """Whom the page's place and choices let in, live or not."""
    access = PageAccess.objects.select_related("effective").filter(pk=page.pk).first()
    if access is None or access.path != page.path:
        return NOBODY
    return effective.from_text(access.effective.text)

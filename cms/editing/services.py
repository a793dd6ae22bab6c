"""The end of a workflow, and the life of preview links."""

import datetime
import hashlib
import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, TaskState, WorkflowState

from cms.core.models import BasePage
from cms.core.previewing import preview_for, seen_modes_of
from cms.core.walking import marks

from . import selectors
from .models import Decision, PreviewLink, SecondPersonApproval

LONGEST_HOURS = 24
signer = signing.TimestampSigner(salt="cms.editing.preview-link")


def publish_approved(workflow_state: WorkflowState, user: Any = None) -> None:
    """Publishes what a workflow approved, or schedules it. Raises PermissionDenied where no second person did, whatever
    kinds of task the workflow is made of, or where something is lacking."""
    page = workflow_state.content_object
    revision = page.get_latest_revision()
    if not isinstance(page, Page):
        revision.publish(user=user)
        return
    approved = workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED)
    people = set(approved.exclude(finished_by=None).values_list("finished_by_id", flat=True))
    by_link = PreviewLink.objects.filter(revision=revision, decision=Decision.APPROVE, counted=True).exists()
    if not by_link and not people - selectors.authors_of(page, workflow_state):
        raise PermissionDenied("Somebody who did not write this has to approve it.")
    if selectors.draft_of(page).lacking():
        raise PermissionDenied("Something is lacking without which nothing is published.")
    revision.publish(user=user, skip_permission_checks=True)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_link(*, page: BasePage, mode: str, hours: int, user: AbstractBaseUser) -> tuple[PreviewLink, str]:
    """A link to the page's last draft for 1 to 24 hours, and the token in its address, which is kept nowhere.

    Raises ValueError for other hours, and for a mode whose readers will not see the page.
    """
    if not 1 <= hours <= LONGEST_HOURS:
        raise ValueError("A preview link lasts for 1 to 24 hours.")
    if mode not in dict(seen_modes_of(selectors.draft_of(page))):
        raise ValueError("These readers will not see the page.")
    secret = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        page_id=page.pk,
        revision=page.get_latest_revision(),
        mode=mode,
        token_hash=_hash(secret),
        made_by_id=user.pk,
        expires_at=timezone.now() + datetime.timedelta(hours=hours),
    )
    log(instance=page, action="frontdoor.preview_link", user=user, data={"link": link.pk, "mode": mode})
    return link, signer.sign(secret)


def link_at(token: str, host: str) -> PreviewLink | None:
    """The link of a token, if it still leads somewhere on this kind of host."""
    try:
        secret = signer.unsign(token, max_age=datetime.timedelta(hours=LONGEST_HOURS))
    except signing.BadSignature:
        return None
    now = timezone.now()
    links = PreviewLink.objects.filter(expires_at__gt=now, revoked_at=None, used_at=None).select_related("revision")
    return links.filter(token_hash=_hash(secret), mode__startswith=f"{host}:").first()


@transaction.atomic
def revoke_link(link: PreviewLink, user: AbstractBaseUser) -> None:
    """Lets the link lead nowhere from now on."""
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    log(instance=link.page.specific, action="frontdoor.preview_link_revoked", user=user, data={"link": link.pk})


@transaction.atomic
def decide(*, link: PreviewLink, decision: str, name: str, email: str, comment: str) -> bool:
    """Takes down what the holder of the link says, once; False if somebody was faster. An approval is that of the
    workflow where `may_count` says so."""
    unused = PreviewLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=timezone.now())
    said = {"decision": decision, "name": name, "email": email, "comment": comment}
    if not unused.update(used_at=timezone.now(), **said):
        return False
    link.refresh_from_db()
    page: BasePage = link.page.specific
    if decision == Decision.APPROVE and may_count(link):
        link.counted = True
        link.save(update_fields=["counted"])
    log(
        instance=page,
        action="frontdoor.preview_link_used",
        data={**said, "counted": link.counted},
        revision=link.revision,
    )
    if link.counted:
        state = page.current_workflow_task_state
        state.approve(user=None, comment=f"{name} <{email}> {comment}".strip())
    return True


def may_count(link: PreviewLink) -> bool:
    """Whether an approval by the link is that of the workflow: the step allows it, the link shows all of the version
    that waits, none of its authors made or uses it, nothing lacks, and nobody gains."""
    page: BasePage = link.page.specific
    task = page.current_workflow_task
    if not isinstance(task, SecondPersonApproval) or not task.by_link or page.latest_revision_id != link.revision_id:
        return False
    authors = selectors.authors_of(page)
    addresses = get_user_model()._default_manager.filter(pk__in=authors).values_list("email", flat=True)
    if link.made_by_id is None or link.made_by_id in authors:
        return False
    if link.email and link.email.lower() in {address.lower() for address in addresses}:
        return False
    draft = selectors.draft_of(page)
    own = preview_for(draft, link.mode, None).own
    whole = all(own.audiences & mark for mark in marks(draft))
    return whole and not draft.lacking() and not selectors.gained_by(draft)

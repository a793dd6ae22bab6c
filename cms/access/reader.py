"""Who is reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from .audiences import PARTNER_PREFIX, PUBLIC, Audiences, chain, held_on
from .enums import Host
from .models import Audience, AudienceGrant

SIGN_IN_HOSTS = frozenset({Host.INTRANET, Host.EXTRANET})


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader on one kind of host: `audiences` are all keys that count there, empty for one who sees nothing.

    `user_id` is None for an anonymous reader. `organisations` are the short names of the partner organisations that
    the reader belongs to. Built once a request by the middleware, or by `reader_with` for tests and previews.
    """

    user_id: int | None
    audiences: Audiences
    organisations: frozenset[str]
    host: str

    @property
    def scopes(self) -> tuple[str, ...]:
        """The narrowest keys held, by which search rows are chosen: an agent's is `agent`, not `staff` as well."""
        implied = {wider for key in self.audiences for wider in chain(key)[1:]}
        return tuple(sorted(self.audiences - implied))


def reader_with(keys: Iterable[str], host: str, user_id: int | None = None) -> Reader:
    """A reader who was granted `keys`. A host that asks for sign-in shows nothing to one without a key for it."""
    audiences = held_on(keys, host)
    if host in SIGN_IN_HOSTS and audiences == {PUBLIC}:
        audiences = frozenset()
    organisations = frozenset(key.removeprefix(PARTNER_PREFIX) for key in audiences if key.startswith(PARTNER_PREFIX))
    return Reader(user_id=user_id, audiences=audiences, organisations=organisations, host=host)


def previewer(user: Any, host: str) -> Reader:
    """The reader that an editor is in a preview: with all that they hold on any host, since they look at a draft for
    all sites at once; an administrator holds every audience."""
    everything = Audience.objects.values_list("key", flat=True)
    keys = everything if getattr(user, "is_superuser", False) else _granted(user.pk)
    held = frozenset(implied for key in keys for implied in chain(key)) | {PUBLIC}
    organisations = frozenset(key.removeprefix(PARTNER_PREFIX) for key in held if key.startswith(PARTNER_PREFIX))
    return Reader(user_id=user.pk, audiences=held, organisations=organisations, host=host)


def _granted(user_id: int) -> "QuerySet[AudienceGrant, str]":
    running = Q(ends_at=None) | Q(ends_at__gt=timezone.now())
    return AudienceGrant.objects.filter(running, user_id=user_id).values_list("audience_id", flat=True)


def reader_for(user_id: int | None, host: str) -> Reader:
    """The reader that a signed-in person, or nobody (None), is on a host: one query, none for nobody."""
    if user_id is None:
        return reader_with((), host)
    return reader_with(_granted(user_id), host, user_id)

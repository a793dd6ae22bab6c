"""Who is reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q
from django.utils import timezone

from .audiences import PARTNER_PREFIX, PUBLIC, Audiences, chain, held_on
from .enums import Host
from .models import Audience, AudienceGrant

SIGN_IN_HOSTS = frozenset({Host.INTRANET, Host.EXTRANET})


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader on one kind of host: `audiences` are all keys that count there, empty for one who sees nothing.

    `user_id` is None for an anonymous reader. `organisations` are the short names of the partner organisations that
    the reader belongs to; `names` says what the reader's own audiences are called. Built once a request by the
    middleware, or by `reader_with` for tests and previews.
    """

    user_id: int | None
    audiences: Audiences
    organisations: frozenset[str]
    host: str
    names: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def scopes(self) -> tuple[str, ...]:
        """The narrowest keys held, by which search rows are chosen: an agent's is `agent`, not `staff` as well."""
        implied = {wider for key in self.audiences for wider in chain(key)[1:]}
        return tuple(sorted(self.audiences - implied))

    @property
    def nameless(self) -> "Reader":
        """The same reader without who they are: equal for all who hold the same on the same kind of host."""
        return replace(self, user_id=None, names={})


def reader_with(
    keys: Iterable[str], host: str, user_id: int | None = None, names: Mapping[str, str] | None = None
) -> Reader:
    """A reader who was granted `keys`. A host that asks for sign-in shows nothing to one without a key for it."""
    audiences = held_on(keys, host)
    if host in SIGN_IN_HOSTS and audiences == {PUBLIC}:
        audiences = frozenset()
    organisations = frozenset(key.removeprefix(PARTNER_PREFIX) for key in audiences if key.startswith(PARTNER_PREFIX))
    return Reader(user_id=user_id, audiences=audiences, organisations=organisations, host=host, names=names or {})


def previewer(user: Any, host: str) -> Reader:
    """The reader that an editor is in a preview: with all that they hold on any host, since they look at a draft for
    all sites at once; an administrator holds every audience."""
    every = Audience.objects.values_list("key", "label")
    names = dict(every) if getattr(user, "is_superuser", False) else _granted(user.pk)
    held = frozenset(implied for key in names for implied in chain(key)) | {PUBLIC}
    organisations = frozenset(key.removeprefix(PARTNER_PREFIX) for key in held if key.startswith(PARTNER_PREFIX))
    return Reader(user_id=user.pk, audiences=held, organisations=organisations, host=host, names=names)


def reader_for(user_id: int | None, host: str) -> Reader:
    """The reader that a signed-in person, or nobody (None), is on a host: one query, none for nobody."""
    if user_id is None:
        return reader_with((), host)
    names = _granted(user_id)
    return reader_with(names, host, user_id, names)


def _granted(user_id: int) -> dict[str, str]:
    """The audiences that a person was given and still has, with what they are called."""
    running = Q(ends_at=None) | Q(ends_at__gt=timezone.now())
    granted = AudienceGrant.objects.filter(running, user_id=user_id)
    return dict(granted.values_list("audience_id", "audience__label"))

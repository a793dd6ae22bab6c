"""The arithmetic of audiences.

An audience key is one of `public`, `resident`, `partner`, `partner:<organisation>`, `staff`, `agent`. Whoever holds
`agent` holds `staff`; whoever holds `partner:<organisation>` holds `partner`; everybody holds `public`. A set of keys
stands for all readers who hold at least one of them; the empty set stands for nobody.
"""

import functools
from collections.abc import Iterable

from .enums import Host

PUBLIC, RESIDENT, PARTNER, STAFF, AGENT = "public", "resident", "partner", "staff", "agent"
BASE_AUDIENCES = (PUBLIC, RESIDENT, PARTNER, STAFF, AGENT)
PARTNER_PREFIX = "partner:"

Audiences = frozenset[str]
EVERYBODY: Audiences = frozenset({PUBLIC})
NOBODY: Audiences = frozenset()


def chain(key: str) -> tuple[str, ...]:
    """The key and all that its holder holds besides, narrowest first: `agent` → (`agent`, `staff`, `public`)."""
    if key.startswith(PARTNER_PREFIX):
        return (key, PARTNER, PUBLIC)
    if key == AGENT:
        return (AGENT, STAFF, PUBLIC)
    if key == PUBLIC:
        return (PUBLIC,)
    return (key, PUBLIC)


def canonical(keys: Iterable[str]) -> Audiences:
    """The smallest set for the same readers: keys implied by a wider one are dropped."""
    given = frozenset(keys)
    return frozenset(key for key in given if not given.intersection(chain(key)[1:]))


@functools.lru_cache(maxsize=4096)
def meet(first: Audiences, second: Audiences) -> Audiences:
    """Whom both sets have in common, never wider than either."""
    common = {one for one in first for other in second if other in chain(one)}
    common |= {other for other in second for one in first if one in chain(other)}
    return canonical(common)


def is_within(inner: Audiences, outer: Audiences) -> bool:
    """Whether everybody in `inner` is in `outer` too."""
    return meet(inner, outer) == canonical(inner)


def held_on(keys: Iterable[str], host: str) -> Audiences:
    """What the holder of `keys` holds on a host of that kind; the other sites' audiences do not count there."""
    held = {implied for key in keys for implied in chain(key)} | {PUBLIC}
    return frozenset(key for key in held if host in hosts_of(key))


def hosts_of(key: str) -> tuple[str, ...]:
    """The kinds of host on which an audience counts, widest first."""
    if key == PUBLIC:
        return (Host.WEBSITE, Host.EXTRANET, Host.INTRANET)
    if key == RESIDENT:
        return (Host.WEBSITE,)
    if key in {STAFF, AGENT}:
        return (Host.INTRANET,)
    return (Host.EXTRANET,)


def canonical_host(keys: Audiences) -> str | None:
    """The widest host that a set of audiences reaches, or None for nobody."""
    reached = {hosts_of(key)[0] for key in keys}
    return next((host for host in (Host.WEBSITE, Host.EXTRANET, Host.INTRANET) if host in reached), None)


def as_text(keys: Iterable[str]) -> str:
    """The canonical set in one line, for storing and comparing: keys in order, joined by commas."""
    return ",".join(sorted(canonical(keys)))

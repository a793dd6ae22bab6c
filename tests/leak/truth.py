"""The truth table, written by hand: which readers see which class of content, host by host.

Nothing here is computed from cms.access; where the two differ, one of them is wrong.
"""

from collections.abc import Iterator
from enum import StrEnum


class Host(StrEnum):
    """The three sites."""

    WEBSITE = "website"
    INTRANET = "intranet"
    EXTRANET = "extranet"


class Reader(StrEnum):
    """The people of the demo council, and nobody in particular."""

    ANONYMOUS = "anonymous"
    RESIDENT_A = "resident.a"
    RESIDENT_B = "resident.b"
    PARTNER_X = "partner.x"
    PARTNER_Y = "partner.y"
    STAFF = "staff"
    AGENT = "agent"
    EDITOR = "editor"
    ADMIN = "admin"


class Kind(StrEnum):
    """The classes of content. `NOBODY` is what contradicts itself, such as a staff note on a page for partners."""

    PUBLIC = "public"
    RESIDENT = "resident"
    STAFF = "staff"
    AGENT = "agent"
    PARTNERS = "partners"
    PARTNER_X = "partner-x"
    PARTNER_Y = "partner-y"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    UNPUBLISHED = "unpublished"
    DELETED = "deleted"
    NOBODY = "nobody"


# Classes by whom they are for, and those that nobody reads on any site, whomever they are for.
FOR_SOMEBODY = (
    Kind.PUBLIC,
    Kind.RESIDENT,
    Kind.STAFF,
    Kind.AGENT,
    Kind.PARTNERS,
    Kind.PARTNER_X,
    Kind.PARTNER_Y,
)
OUT_OF_SIGHT = (Kind.DRAFT, Kind.SCHEDULED, Kind.EXPIRED, Kind.UNPUBLISHED, Kind.DELETED)

Seen = dict[Host, frozenset[Reader]]

EVERYBODY = frozenset(Reader)
RESIDENTS = frozenset({Reader.RESIDENT_A, Reader.RESIDENT_B})
# The editor of one branch and the administrator read as staff; only the admin shows them more.
ALL_STAFF = frozenset({Reader.STAFF, Reader.AGENT, Reader.EDITOR, Reader.ADMIN})
AGENTS = frozenset({Reader.AGENT})
ALL_PARTNERS = frozenset({Reader.PARTNER_X, Reader.PARTNER_Y})

SEES: dict[Kind, Seen] = {
    Kind.PUBLIC: {Host.WEBSITE: EVERYBODY, Host.INTRANET: ALL_STAFF, Host.EXTRANET: ALL_PARTNERS},
    Kind.RESIDENT: {Host.WEBSITE: RESIDENTS},
    Kind.STAFF: {Host.INTRANET: ALL_STAFF},
    Kind.AGENT: {Host.INTRANET: AGENTS},
    Kind.PARTNERS: {Host.EXTRANET: ALL_PARTNERS},
    Kind.PARTNER_X: {Host.EXTRANET: frozenset({Reader.PARTNER_X})},
    Kind.PARTNER_Y: {Host.EXTRANET: frozenset({Reader.PARTNER_Y})},
    Kind.DRAFT: {},
    Kind.SCHEDULED: {},
    Kind.EXPIRED: {},
    Kind.UNPUBLISHED: {},
    Kind.DELETED: {},
    Kind.NOBODY: {},
}

# The others see what one of these sees.
ONE_OF_EACH_SCOPE = frozenset(
    {Reader.ANONYMOUS, Reader.RESIDENT_A, Reader.PARTNER_X, Reader.PARTNER_Y, Reader.STAFF, Reader.AGENT}
)

# Who gets past the door of a host at all; the others are asked to sign in, or refused, wherever they turn.
COMES_IN: Seen = {Host.WEBSITE: EVERYBODY, Host.INTRANET: ALL_STAFF, Host.EXTRANET: ALL_PARTNERS}

# What becomes of content for `inner` that stands in, or below, content for `outer`.
_BELOW_STAFF = {Kind.PUBLIC: Kind.STAFF, Kind.STAFF: Kind.STAFF, Kind.AGENT: Kind.AGENT}
_BELOW_PARTNERS = {
    Kind.PUBLIC: Kind.PARTNERS,
    Kind.PARTNERS: Kind.PARTNERS,
    Kind.PARTNER_X: Kind.PARTNER_X,
    Kind.PARTNER_Y: Kind.PARTNER_Y,
}
_WITHIN: dict[Kind, dict[Kind, Kind]] = {
    Kind.PUBLIC: {kind: kind for kind in FOR_SOMEBODY},
    Kind.RESIDENT: {Kind.PUBLIC: Kind.RESIDENT, Kind.RESIDENT: Kind.RESIDENT},
    Kind.STAFF: _BELOW_STAFF,
    Kind.AGENT: {Kind.PUBLIC: Kind.AGENT, Kind.STAFF: Kind.AGENT, Kind.AGENT: Kind.AGENT},
    Kind.PARTNERS: _BELOW_PARTNERS,
    Kind.PARTNER_X: {
        Kind.PUBLIC: Kind.PARTNER_X,
        Kind.PARTNERS: Kind.PARTNER_X,
        Kind.PARTNER_X: Kind.PARTNER_X,
    },
    Kind.PARTNER_Y: {
        Kind.PUBLIC: Kind.PARTNER_Y,
        Kind.PARTNERS: Kind.PARTNER_Y,
        Kind.PARTNER_Y: Kind.PARTNER_Y,
    },
    Kind.NOBODY: {},
}


def within(outer: Kind, inner: Kind) -> Kind:
    """The class of content for `inner` within content for `outer`; what is out of sight takes all in it along."""
    if outer in OUT_OF_SIGHT:
        return outer
    if inner in OUT_OF_SIGHT:
        return inner
    return _WITHIN[outer].get(inner, Kind.NOBODY)


def sees(reader: Reader, host: Host, kind: Kind) -> bool:
    """Whether the reader may come across content of that class on that host."""
    return reader in SEES[kind].get(host, frozenset())


def sessions() -> Iterator[tuple[Reader, Host]]:
    """Every reader on every host."""
    for host in Host:
        for reader in Reader:
            yield reader, host


def comes_in(reader: Reader, host: Host) -> bool:
    """Whether the host shows this reader any page at all."""
    return reader in COMES_IN[host]

"""Who is who in the demo council."""

from typing import Any

from cms.accounts.demo import person

from .audiences import AGENT, RESIDENT, STAFF
from .services import add_partner_audience, grant

ORGANISATIONS = {"eastmoor-police": "Eastmoor Police", "calder-care": "Calder Care"}
MEMBERS = {
    "admin": [STAFF],
    "editor": [STAFF],
    "contractor": [STAFF],
    "approver": [STAFF],
    "staff": [STAFF],
    "agent": [STAFF, AGENT],
    "partner.x": ["partner:eastmoor-police"],
    "partner.y": ["partner:calder-care"],
    "resident.a": [RESIDENT],
    "resident.b": [RESIDENT],
}


def seed(demo: Any) -> None:
    """Makes the organisations' audiences and everybody's memberships."""
    for slug, name in ORGANISATIONS.items():
        add_partner_audience(slug, name)
    for name, keys in MEMBERS.items():
        grant(person(name), *keys)

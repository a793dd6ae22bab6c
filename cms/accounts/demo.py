"""The demo council's people."""

from typing import Any

from .models import User

DOMAIN = "northmere.example"
# Sign-in name, first name, last name.
PEOPLE = [
    ("admin", "Ada", "Okafor"),
    ("editor", "Edwin", "Pryce"),
    ("contractor", "Connor", "Walsh"),
    ("approver", "Amina", "Farah"),
    ("staff", "Sunita", "Rao"),
    ("agent", "Gareth", "Lowe"),
    ("partner.x", "Paula", "Eastwood"),
    ("partner.y", "Yusuf", "Calder"),
    ("resident.a", "Agnes", "Hill"),
    ("resident.b", "Bilal", "Ahmed"),
]


def seed(demo: Any) -> None:
    """Adds whoever is missing; nobody's changed password is set back."""
    for name, first, last in PEOPLE:
        email = f"{name}@{DOMAIN}"
        if not User.objects.filter(email=email).exists():
            make = User.objects.create_superuser if name == "admin" else User.objects.create_user
            make(email, "demo", first_name=first, last_name=last)


def person(name: str) -> User:
    """The demo's person with this sign-in name; raises User.DoesNotExist."""
    return User.objects.get(email=f"{name}@{DOMAIN}")

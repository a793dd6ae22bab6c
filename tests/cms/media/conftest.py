"""Editors and readers of a small council with files."""

from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from cms.access.audiences import STAFF
from cms.access.services import grant
from cms.accounts.models import User
from cms.core.branches import ensure_branches
from tests.council import HOSTS


@pytest.fixture(scope="module")
def planted(around_tests: None) -> dict[str, Any]:
    """The first pages of the three sites and of the knowledge base."""
    return ensure_branches(HOSTS, port=80, council="Testmere")


@pytest.fixture
def branches(planted: dict[str, Any], db: None) -> dict[str, Any]:
    """The pages, to be changed at will."""
    return deepcopy(planted)


@pytest.fixture
def admin(branches: dict[str, Any]) -> Client:
    """An administrator in the admin."""
    return signed_in(User.objects.create_superuser("admin@testmere.example"))


@pytest.fixture
def staff(branches: dict[str, Any]) -> Client:
    """A member of staff, who edits nothing."""
    return signed_in(User.objects.create_user("staff@testmere.example"))


def signed_in(user: User) -> Client:
    """The intranet, as this member of staff."""
    grant(user, STAFF)
    client = Client(headers={"host": HOSTS["intranet"]})
    client.force_login(user)
    return client

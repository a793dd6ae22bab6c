"""Memberships of audiences: by the command, and in the admin."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.access.models import AudienceGrant
from cms.access.services import add_partner_audience, grant
from cms.accounts.models import User
from cms.core.branches import ensure_branches
from cms.core.permissions import EDITOR, branch_group

pytestmark = pytest.mark.django_db


def account(name: str, *, administrator: bool = False) -> User:
    """A new account with that e-mail address."""
    users = User.objects
    make = users.create_superuser if administrator else users.create_user
    return make(f"{name}@testham.example")


def held(user: User) -> list[str]:
    """What the account belongs to."""
    return list(AudienceGrant.objects.filter(user_id=user.pk).order_by("audience").values_list("audience", flat=True))


def run(*arguments: str) -> str:
    """What the command said."""
    said = io.StringIO()
    call_command("grant_audience", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def _sites() -> None:
    ensure_branches({"website": "www.localhost", "intranet": "intranet.localhost"}, port=80, council="Testham Council")


def admin(view: str, *arguments: int) -> str:
    """The address of a view of memberships."""
    return reverse(f"wagtailsnippets_access_audiencegrant:{view}", args=arguments)


def signed_in(user: User) -> Client:
    """A browser on the intranet."""
    client = Client(headers={"host": "intranet.localhost"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_command_grants_and_revokes() -> None:
    add_partner_audience("testham-police", "Testham Police")
    user = account("ada")
    assert run("ADA@testham.example", "staff", "partner:testham-police") == (
        "ADA@testham.example: staff, partner:testham-police\n"
    )
    assert run("ada@testham.example", "staff") == "ada@testham.example: staff, partner:testham-police\n"
    run("ada@testham.example", "staff", "--revoke")
    assert held(user) == ["partner:testham-police"]
    assert run("ada@testham.example", "partner:testham-police", "--revoke").endswith(": no audience\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody@testham.example", "staff"], "Nobody has an account with the address nobody@testham.example"),
        (["ada@testham.example", "staff", "wizard"], "There is no audience wizard. Choose from: public, resident"),
    ],
)
def test_the_command_refuses_unknown_names(arguments: list[str], message: str) -> None:
    user = account("ada")
    with pytest.raises(CommandError, match=message):
        run(*arguments)
    assert held(user) == []


@pytest.mark.usefixtures("_sites")
def test_an_administrator_without_an_audience_reaches_the_admin_once_granted() -> None:
    user = account("ada", administrator=True)
    assert signed_in(user).get("/admin/").status_code == 403
    run("ada@testham.example", "staff")
    assert signed_in(user).get("/admin/").status_code == 200


@pytest.mark.usefixtures("_sites")
def test_an_administrator_grants_changes_and_ends_a_membership() -> None:
    administrator, user = account("ada", administrator=True), account("bea")
    grant(administrator, "staff")
    client = signed_in(administrator)
    form = {"email": "Bea@testham.example", "audience": "staff", "ends_at": ""}
    assert client.post(admin("add"), form).status_code == 302
    assert held(user) == ["staff"]
    one = AudienceGrant.objects.get(user_id=user.pk)
    edit = admin("edit", one.pk)
    assert b'value="bea@testham.example"' in client.get(edit).content
    assert client.post(edit, {**form, "audience": "agent"}).status_code == 302
    assert held(user) == ["agent"]
    assert b"Contact-centre agents" in client.get(admin("list")).content
    assert client.post(admin("delete", one.pk)).status_code == 302
    assert held(user) == []


@pytest.mark.usefixtures("_sites")
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"email": "nobody@testham.example"}, "Nobody has an account with this address."),
        ({"audience": "wizard"}, "Select a valid choice."),
        ({"audience": "staff"}, "This person belongs to this audience already."),
    ],
)
def test_the_form_says_what_is_wrong(changed: dict[str, str], message: str) -> None:
    administrator = account("ada", administrator=True)
    grant(administrator, "staff")
    form = {"email": "ada@testham.example", "audience": "agent", "ends_at": "", **changed}
    answer = signed_in(administrator).post(admin("add"), form)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert held(administrator) == ["staff"]


@pytest.mark.usefixtures("_sites")
def test_an_editor_neither_sees_nor_makes_memberships() -> None:
    editor = account("ed")
    grant(editor, "staff")
    editor.groups.add(branch_group("Editors of the website", Page.objects.get(slug="website"), EDITOR))
    client = signed_in(editor)
    assert client.get("/admin/").status_code == 200
    for name in ("list", "add"):
        assert client.get(admin(name)).status_code == 302
    form = {"email": "ed@testham.example", "audience": "agent", "ends_at": ""}
    client.post(admin("add"), form)
    assert held(editor) == ["staff"]

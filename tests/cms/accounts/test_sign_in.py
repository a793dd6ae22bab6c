"""Signing in."""

import pytest
from django.conf import settings

from tests.testmere import Council

PASSWORD = "a long and quiet river"


def sign_in(council: Council, password: str, **data: str) -> object:
    """The answer to the sign-in form, as staff on the intranet."""
    return council.client(None, "intranet").post(
        "/sign-in/", {"username": "staff@testmere.example", "password": password, **data}
    )


@pytest.fixture
def person(council: Council) -> Council:
    """The council whose staff and agents have a password."""
    for name in ("staff", "agent"):
        council.users[name].set_password(PASSWORD)
        council.users[name].save()
    return council


def test_the_right_password_leads_home(person: Council) -> None:
    assert sign_in(person, PASSWORD)["Location"] == "/"  # type: ignore[index]


def test_a_wrong_password_says_so_beside_the_form(person: Council) -> None:
    answer = sign_in(person, "wrong")
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert "error-summary" in answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(person: Council, target: str) -> None:
    assert sign_in(person, PASSWORD, next=target)["Location"] == "/"  # type: ignore[index]


def test_guessing_is_locked_out(person: Council) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(person, "wrong")
    assert sign_in(person, PASSWORD).status_code == 429  # type: ignore[attr-defined]
    colleague = {"username": "agent@testmere.example", "password": PASSWORD}
    assert person.client(None, "intranet").post("/sign-in/", colleague).status_code == 302


def test_signing_out_takes_a_post(person: Council) -> None:
    client = person.client("staff")
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/").status_code == 302

"""Reader tokens: made once, good for one host, for what its audience reads, and for nothing else."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.accounts.models import User
from cms.api.models import ReaderToken
from cms.api.tokens import digest_of
from cms.website.pages import ContentPage
from intranet.models import IntranetContentPage
from tests.api.reading import client_on
from tests.council import HOSTS, Council, add

ADD = "/admin/readertoken/new/"
END = "2099-01-01 00:00"


@pytest.fixture
def admin(council: Council) -> Client:
    """An administrator on the staff's host."""
    client = Client(headers={"host": HOSTS["intranet"]})
    user = User.objects.create_superuser("admin@northmere.example")
    from cms.access.services import grant

    grant(user, "staff")
    client.force_login(user)
    return client


def token(host: str, *audiences: str, **fields: Any) -> str:
    """The secret of a token."""
    secret = f"fdr_{host}-{'-'.join(audiences)}"
    expires = timezone.now() + datetime.timedelta(days=1)
    values = {"name": "A front end", "expires_at": expires, "digest": digest_of(secret), **fields}
    ReaderToken.objects.create(host=host, audiences=list(audiences), **values)
    return secret


def read(host: str, secret: str, path: str, client: Client | None = None) -> Any:
    """The answer on a host to who shows this secret."""
    client = client or Client(headers={"host": HOSTS[host]})
    return client.get(f"/api/v1{path}", headers={"authorization": f"Bearer {secret}"})


def test_an_administrator_makes_one_and_sees_its_secret_once(admin: Client) -> None:
    made = admin.post(ADD, {"name": "App", "host": "intranet", "audiences": ["staff"], "expires_at": END})
    found = re.search(r'id="secret">(fdr_[\w-]+)<', made.content.decode())
    assert found is not None, made.content.decode()[:2000]
    assert "no-store" in made["Cache-Control"]
    stored = ReaderToken.objects.get()
    assert found[1] not in str(stored.__dict__)
    assert found[1] not in admin.get(f"/admin/readertoken/edit/{stored.pk}/").content.decode()
    assert read("intranet", found[1], "/navigation/").status_code == 200
    admin.post(f"/admin/readertoken/edit/{stored.pk}/", {"name": "App", "revoked": "on"})
    assert read("intranet", found[1], "/navigation/").status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [
        {"audiences": ["resident"]},
        {"audiences": ["public"]},
        {"audiences": []},
        {"host": "nowhere"},
        {"expires_at": "2001-01-01 00:00"},
    ],
)
def test_a_token_that_could_read_nothing_is_not_made(wrong: dict[str, Any], admin: Client) -> None:
    given = {"name": "App", "host": "intranet", "audiences": ["staff"], "expires_at": END, **wrong}
    answer = admin.post(ADD, given)
    assert answer.status_code == 200 and next(iter(wrong)) in answer.context["form"].errors
    assert not ReaderToken.objects.exists()


def test_it_reads_what_its_audience_reads_and_no_draft(council: Council) -> None:
    secret = token("intranet", "staff")
    home = council.branches["intranet"]
    for name, audiences in (("for-staff", []), ("for-agents", ["agent"])):
        add(home, IntranetContentPage, name, audiences=audiences)
    add(home, IntranetContentPage, "draft", live=False)
    statuses = {
        name: read("intranet", secret, f"/pages/?path=/{name}/").status_code
        for name in ("for-staff", "for-agents", "draft")
    }
    assert statuses == {"for-staff": 200, "for-agents": 404, "draft": 404}
    answer = read("intranet", secret, "/pages/?path=/for-staff/")
    assert answer["Cache-Control"] == "private, no-store" and "Authorization" in answer["Vary"]
    assert ReaderToken.objects.get().last_used_on == timezone.localdate()


def test_a_cookie_adds_nothing_to_a_token(council: Council) -> None:
    add(council.branches["website"], ContentPage, "for-residents", audiences=["resident"])
    secret, client = token("website", "public"), client_on(council, "website", "resident")
    path = "/pages/?path=/for-residents/"
    assert client.get(f"/api/v1{path}").status_code == 200
    assert read("website", secret, path, client).status_code == 404


def test_whatever_is_wrong_with_it_the_answer_is_the_same(council: Council) -> None:
    good = token("intranet", "staff")
    late = token("website", "resident", expires_at=timezone.now() - datetime.timedelta(minutes=1))
    ended = token("website", "public", revoked=True)
    answers = [read("website", secret, "/navigation/") for secret in (good, late, ended, "fdr_nobodys", "", "x" * 5000)]
    answers.append(
        Client(headers={"host": HOSTS["website"]}).get("/api/v1/nothing/", headers={"authorization": "Basic YTpi"})
    )
    assert {(one.status_code, one.content, str(one.headers)) for one in answers} == {
        (401, answers[0].content, str(answers[0].headers))
    }
    assert answers[0]["Content-Type"] == "application/problem+json"


def test_it_opens_the_api_and_nothing_else(council: Council) -> None:
    secret = token("intranet", "staff")
    client = Client(headers={"host": HOSTS["intranet"], "authorization": f"Bearer {secret}"})
    assert client.get("/").status_code == 302
    assert client.post("/api/v1/pages/").status_code == 405

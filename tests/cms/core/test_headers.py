"""What browsers are told to refuse, with production's settings."""

import re
from typing import Any

import pytest
from django.test import Client

from cms.settings import base
from tests.testmere import HOSTS, Council

pytestmark = pytest.mark.once

INLINE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
PATHS = ("/", "/help/", "/search/?q=title", "/a-to-z/", "/sign-in/", "/there-is-no-such-page/", "/cy/")


@pytest.fixture
def production(council: Council, settings: Any) -> Council:
    """The council with what production says of cookies and transport."""
    for name in dir(base):
        if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")):
            setattr(settings, name, getattr(base, name))
    council.users["staff"].set_password("a long and quiet river")
    council.users["staff"].save()
    council.page(council.branches["website"], "word")
    return council


def directives(response: Any) -> dict[str, list[str]]:
    """The content security policy by directive."""
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {part[0]: part[1:] for part in parts if part}


def browse(path: str, host: str = "website") -> Any:
    """The answer over TLS."""
    return Client(headers={"host": HOSTS[host]}).get(path, secure=True)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_runs_only_the_scripts_that_it_names(production: Council, path: str) -> None:
    first, second = browse(path), browse(path)
    policy = directives(first)
    assert policy["default-src"] == policy["base-uri"] == ["'none'"]
    assert policy["style-src"] == policy["img-src"] == policy["form-action"] == policy["frame-ancestors"] == ["'self'"]
    nonces = set(re.findall(r'nonce="([^"]+)"', first.content.decode()))
    assert len(nonces) == 1
    assert policy["script-src"] == [f"'nonce-{nonces.pop()}'"]
    assert directives(second)["script-src"] != policy["script-src"]
    assert not INLINE.search(first.content.decode())


@pytest.mark.parametrize("path", [*PATHS, "/sitemap.xml", "/news.rss", "/search/suggestions/?q=wo"])
def test_every_answer_has_the_headers_of_a_safe_site(production: Council, path: str) -> None:
    response = browse(path)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_plain_http_is_sent_to_tls(production: Council) -> None:
    answer = Client(headers={"host": HOSTS["website"]}).get("/help/?a=b")
    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOSTS['website']}/help/?a=b")


def test_cookies_go_nowhere_else(production: Council) -> None:
    client = Client(headers={"host": HOSTS["intranet"]})
    client.get("/sign-in/", secure=True)
    client.post("/sign-in/", {"username": "staff@testmere.example", "password": "a long and quiet river"}, secure=True)
    assert set(client.cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in client.cookies.values():
        assert cookie["secure"] and cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")


def test_the_admin_takes_nothing_from_elsewhere(production: Council) -> None:
    production.users["staff"].is_superuser = True
    production.users["staff"].save()
    client = Client(headers={"host": HOSTS["intranet"]})
    client.force_login(production.users["staff"], backend="django.contrib.auth.backends.ModelBackend")
    policy = directives(client.get("/admin/", secure=True))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'", "'unsafe-inline'"]
    assert not any("http" in source or "*" in source for sources in policy.values() for source in sources)

"""A small council whose tree can be changed at will, and its readers."""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from cms.access.services import grant
from cms.accounts.models import User
from cms.core.branches import ensure_branches
from cms.core.models import BasePage
from cms.website.models import ContentPage
from extranet.services import save_organisation
from kb.services import ensure_hub

HOSTS = {"website": "www.localhost", "intranet": "intranet.localhost", "extranet": "extranet.localhost"}
READERS = {
    "resident": ("website", ["resident"]),
    "staff": ("intranet", ["staff"]),
    "agent": ("intranet", ["staff", "agent"]),
    "partner.x": ("extranet", ["partner:x"]),
    "partner.y": ("extranet", ["partner:y"]),
}


NONCE = re.compile(r'(?<=nonce-)[^\']+|(?<=nonce=")[^"]+')


def told(response: Any) -> tuple[int, dict[str, str], str]:
    """What an answer tells: its status, headers and body, without the nonce that is drawn anew for each."""
    headers = {name: NONCE.sub("", value) for name, value in response.headers.items()}
    return response.status_code, headers, NONCE.sub("", response.content.decode())


@dataclass
class Council:
    """The branches, and the means to look at them as somebody."""

    branches: dict[str, BasePage]
    users: dict[str, User]

    def client(self, reader: str | None = None, host: str | None = None) -> Client:
        """A browser of a reader (None: nobody signed in) on the host where they are at home, or another."""
        home = READERS[reader][0] if reader in READERS else "website"
        client = Client(HTTP_HOST=HOSTS[host or home])
        if reader is not None:
            client.force_login(self.users[reader], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def page(self, parent: Page, word: str, audiences: list[str] | None = None, **fields: Any) -> ContentPage:
        """A live content page with the word in its title, summary and body."""
        page = ContentPage(
            title=f"Title {word}",
            slug=word,
            summary=f"Summary {word}",
            audiences=audiences or [],
            body=[("text", f"<p>Body {word}</p>")],
            **fields,
        )
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision().publish()
        return ContentPage.objects.get(pk=page.pk)

    def shows(self, word: str, reader: str | None = None, *paths: str) -> set[str]:
        """Where a reader meets the word: among the paths given, in search, suggestions, the sitemap and the home page."""
        client = self.client(reader)
        places = {path: client.get(path) for path in paths}
        places["search"] = client.get("/search/", {"q": word})
        places["suggestions"] = client.get("/search/suggestions/", {"q": f"title {word}"})
        places["sitemap"] = client.get("/sitemap.xml")
        places["home"] = client.get("/")
        met = set()
        for place, response in places.items():
            text = response.content.decode()
            if place == "search":
                text = text.replace(f'value="{word}"', "").replace(f"“{word}”", "")
            if (
                f"Title {word}" in text or f"Body {word}" in text or f"/{word}/" in text
            ) and response.status_code == 200:
                met.add(place)
        return met


@pytest.fixture(scope="module")
def testmere(around_tests: None) -> Council:
    """A council with a hub on each site and one reader of each kind."""
    branches = ensure_branches(HOSTS, port=80, council="Testmere")
    for slug in ("x", "y"):
        save_organisation(name=f"Organisation {slug}", slug=slug)
    for host in HOSTS:
        ensure_hub(branches[host])
    users = {name: User.objects.create_user(f"{name}@testmere.example") for name in READERS}
    for name, (_host, keys) in READERS.items():
        grant(users[name], *keys)
    return Council(branches, users)


@pytest.fixture
def council(testmere: Council, db: None) -> Council:
    """The council, to be changed at will."""
    return deepcopy(testmere)

"""A small council with a Welsh home page, its editors, and ways to translate as they do."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, WorkflowPage
from wagtail_localize.models import Translation

from cms.access.services import grant
from cms.accounts.models import User
from cms.core.branches import ensure_branches
from cms.core.models import BasePage
from cms.core.permissions import PUBLISHER, branch_group
from kb.services import ensure_hub

HOSTS = {"website": "www.localhost", "intranet": "intranet.localhost", "extranet": "extranet.localhost"}


def fresh(page: Page) -> Any:
    """The page as it is stored now, with its own type."""
    return Page.objects.get(pk=page.pk).specific


def add(parent: Page, page_type: type[BasePage], title: str, **fields: Any) -> Any:
    """A live page."""
    page = page_type(title=title, slug=title.lower().replace(" ", "-"), **fields)
    fresh(parent).add_child(instance=page)
    page.save_revision().publish()
    return fresh(page)


@dataclass
class Council:
    """The branches, and an editor of each of two of them."""

    branches: dict[str, BasePage]
    welsh: Locale
    capture: Any

    def reader(self, *audiences: str, host: str = "website") -> Client:
        """A browser of somebody with these audiences, or of nobody."""
        client = Client(headers={"host": HOSTS[host]})
        if audiences:
            user = User.objects.get_or_create(email=f"{'-'.join(audiences)}@northmere.example")[0]
            grant(user, *audiences)
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def editor(self, branch: str) -> Client:
        """A browser of somebody who edits and publishes in one branch."""
        user, _ = User.objects.get_or_create(email=f"{branch}@northmere.example")
        grant(user, "staff")
        user.groups.add(branch_group(f"Editors of {branch}", self.branches[branch], PUBLISHER))
        client = Client(headers={"host": HOSTS["intranet"]})
        client.force_login(User.objects.get(pk=user.pk), backend="django.contrib.auth.backends.ModelBackend")
        return client

    def submit(self, editor: Client, page: Page) -> Any:
        """Sends a page to be translated into Welsh."""
        with self.capture(execute=True):
            return editor.post(
                reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [self.welsh.pk]}
            )

    def translate(self, editor: Client, page: Page, words: Callable[[str], str] = "Cymraeg: {}".format) -> None:
        """Fills in every text of a page's translation, as the editing form does."""
        translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=self.welsh)
        for segment in translation.source.stringsegment_set.select_related("string", "context"):
            slug = segment.context.path == "slug"
            text = f"{page.slug}-cymraeg" if slug else words(segment.string.data)
            address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
            answer = editor.put(address, f"value={text}", content_type="application/x-www-form-urlencoded")
            assert answer.status_code in {200, 201}, answer.content

    def publish(self, editor: Client, page: Page) -> Any:
        """Publishes the translation of a page, and returns it."""
        translated = page.get_translation(self.welsh)
        with self.capture(execute=True):
            answer = editor.post(reverse("wagtailadmin_pages:edit", args=[translated.pk]), {"action": "publish"})
        assert answer.status_code in {200, 302}, json.dumps(answer.headers.__dict__, default=str)
        return fresh(translated)


@pytest.fixture(scope="module")
def planted(around_tests: None) -> Council:
    """The council, which captures nothing yet."""
    branches = ensure_branches(HOSTS, port=80, council="Northmere Council")
    ensure_hub(branches["website"])
    # Nothing governs these pages, but where a test says so.
    WorkflowPage.objects.all().delete()
    welsh = Locale.objects.create(language_code="cy")
    home = branches["website"].copy_for_translation(welsh)
    home.title = "Cyngor Northmere"
    home.save_revision().publish()
    return Council(branches, welsh, None)


@pytest.fixture
def council(planted: Council, db: None, django_capture_on_commit_callbacks: Any) -> Council:
    """The council, to be changed at will."""
    return replace(deepcopy(planted), capture=django_capture_on_commit_callbacks)

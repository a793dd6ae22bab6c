"""A council with two branches, and editors who write, approve, or look after another branch."""

import datetime
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from cms.access.services import grant
from cms.accounts.models import User
from cms.core.branches import ensure_branches
from cms.core.models import BasePage
from cms.core.permissions import EDITOR, PUBLISHER, branch_group
from cms.website.models import ContentPage

HOSTS = {"website": "www.localhost", "intranet": "intranet.localhost", "extranet": "extranet.localhost"}
COMPLETE: dict[str, Any] = {
    "contact_name": "Bins team",
    "contact_email": "bins@testmere.example",
    "review_date": datetime.date(2030, 1, 1),
}


@dataclass
class Desk:
    """The branches by name, and the editors: `writer` and `second` write, `chief` and `deputy` write and approve on the
    website; `outsider` edits the extranet; `admin` may do everything."""

    branches: dict[str, BasePage]
    users: dict[str, User]

    def client(self, name: str | None, host: str = "intranet") -> Client:
        """A browser of that person."""
        client = Client(HTTP_HOST=HOSTS[host])
        if name is not None:
            client.force_login(self.users[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def page(self, slug: str, *, parent: Page | None = None, live: bool = True, **fields: Any) -> ContentPage:
        """A page of the website with all that it needs, by nobody."""
        values = {**COMPLETE, "body": [("text", f"<p>Body of {slug}</p>")], **fields}
        page = ContentPage(title=f"Title {slug}", slug=slug, live=live, **values)
        Page.objects.get(pk=(parent or self.branches["website"]).pk).add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        return ContentPage.objects.get(pk=page.pk)

    def edit(self, name: str, page: Page, action: str = "", **changes: Any) -> Any:
        """Sends the editor's form as that person, with one of its buttons pressed; follows to the answer."""
        data = {**form_of(page), **changes, **({action: "1"} if action else {})}
        return self.client(name).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)

    def act(self, name: str, page: Page, action: str, **data: Any) -> Any:
        """Takes an action of the workflow that the page is in, as from the dashboard."""
        state = fresh(page).current_workflow_task_state
        assert state is not None
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        return self.client(name).post(address, {"comment": "", **data})


def fresh(page: Page) -> ContentPage:
    """The page as it is stored now."""
    return ContentPage.objects.get(pk=page.pk)


def form_of(page: Page) -> dict[str, Any]:
    """What the editor's form sends for the page as it was last saved."""
    draft: Any = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    names = ("title", "slug", "summary", "seo_title", "search_description", "keywords", "contact_name", "contact_email")
    text = f"Body of {draft.slug}"
    raw = '{"blocks": [{"key": "a", "text": "%s", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],'
    raw += ' "entityRanges": [], "data": {}}], "entityMap": {}}'
    return {
        **{name: getattr(draft, name) for name in names},
        "review_date": draft.review_date.isoformat() if draft.review_date else "",
        "audiences": draft.audiences,
        "go_live_at": "",
        "expire_at": "",
        "content_language": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": draft.body[0].id or "",
        "body-0-value": raw % text,
        **{f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")},
    }


@pytest.fixture(scope="module")
def planted(around_tests: None) -> Desk:
    """The council. Wagtail's own workflow governs all of the tree; its group approves."""
    branches = ensure_branches(HOSTS, port=80, council="Testmere")
    people = ("writer", "second", "chief", "deputy", "outsider")
    users = {name: User.objects.create_user(f"{name}@testmere.example") for name in people}
    users["admin"] = User.objects.create_superuser("admin@testmere.example")
    for user in users.values():
        grant(user, "staff")
    writers = branch_group("Website writers", branches["website"], EDITOR)
    chiefs = branch_group("Website chiefs", branches["website"], PUBLISHER)
    others = branch_group("Extranet editors", branches["extranet"], PUBLISHER)
    approvers = Group.objects.get(name="Moderators")
    GroupPagePermission.objects.filter(group=approvers).delete()
    GroupCollectionPermission.objects.filter(group=approvers).delete()
    users["writer"].groups.add(writers)
    users["second"].groups.add(writers)
    users["chief"].groups.add(chiefs, approvers)
    users["deputy"].groups.add(chiefs, approvers)
    users["outsider"].groups.add(others)
    return Desk(branches, users)


@pytest.fixture
def desk(planted: Desk, db: None) -> Desk:
    """The council, to be changed at will."""
    return deepcopy(planted)

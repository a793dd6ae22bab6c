"""The readers as accounts, and their browsers."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.handlers.base import BaseHandler
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.access.services import grant
from cms.accounts.models import User

from .truth import Host, Reader

HOST_NAMES: dict[str, str] = {
    Host.WEBSITE: "www.localhost",
    Host.INTRANET: "intranet.localhost",
    Host.EXTRANET: "extranet.localhost",
}
GRANTS: dict[Reader, tuple[str, ...]] = {
    Reader.RESIDENT_A: ("resident",),
    Reader.RESIDENT_B: ("resident",),
    Reader.PARTNER_X: ("partner:eastmoor-police",),
    Reader.PARTNER_Y: ("partner:calder-care",),
    Reader.STAFF: ("staff",),
    Reader.AGENT: ("agent",),
    Reader.EDITOR: ("staff",),
    Reader.ADMIN: ("staff",),
}


def make_people() -> dict[Reader, User]:
    """An account for each reader who signs in."""
    people = {}
    for reader, keys in GRANTS.items():
        make = User.objects.create_superuser if reader is Reader.ADMIN else User.objects.create_user
        people[reader] = make(f"{reader}@northmere.example", "demo")
        grant(people[reader], *keys)
    return people


def make_editor(user: User, branch: Page) -> None:
    """Lets the user edit one branch, and choose and add files of its own."""
    group = Group.objects.create(name=f"Editors of {branch.slug}")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=branch, permission=_permission(codename))
    files = Collection.get_first_root_node().add_child(name=f"Files of {branch.slug}")
    for codename in ("add_image", "choose_image", "add_document", "choose_document"):
        GroupCollectionPermission.objects.create(group=group, collection=files, permission=_permission(codename))
    user.groups.add(group)


def _permission(codename: str) -> Permission:
    return Permission.objects.filter(codename=codename).get()


@dataclass(frozen=True)
class Answer:
    """What came back: `headers` by lower-case name, `body` whole."""

    path: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, whatever it is."""
        return self.body.decode("utf-8", "replace")

    def told(self) -> str:
        """Headers and body, without what the reader said first: the address asked for and the values in it."""
        whole = "\n".join(f"{name}: {value}" for name, value in self.headers.items()) + "\n\n" + self.text
        for said in (self.path, *(value for _, value in parse_qsl(urlsplit(self.path).query))):
            for written in (said, quote(said), quote(said, safe="")):
                whole = whole.replace(written, "")
        return whole


@cache
def handler() -> BaseHandler:
    """Frontdoor with all its middleware, without the test client's bookkeeping."""
    made = BaseHandler()
    made.load_middleware()
    return made


class Browser:
    """One reader on one host; counts its requests."""

    def __init__(self, reader: Reader, host: Host, user: User | None) -> None:
        self.reader, self.host, self.requests = reader, host, 0
        self.factory = RequestFactory(headers={"host": HOST_NAMES[host]})
        self.cookie = ""
        if user is not None:
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            self.cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            self.factory.cookies[settings.SESSION_COOKIE_NAME] = self.cookie

    def get(self, path: str, **headers: Any) -> Answer:
        """Asks for a path on the host."""
        return self.send("GET", path, **headers)

    def send(self, method: str, path: str, data: dict[str, Any] | None = None, **headers: Any) -> Answer:
        """Sends a request; forms go without a CSRF check, for the crawler guesses what a browser would be given."""
        self.requests += 1
        request: Any = self.factory.generic(method, path, headers=headers)
        if method == "POST":
            request = self.factory.post(path, data or {}, headers=headers)
            request._dont_enforce_csrf_checks = True
        response = handler().get_response(request)
        return Answer(path, response.status_code, headers_of(response), content_of(response))


def headers_of(response: HttpResponseBase) -> dict[str, str]:
    """The headers by lower-case name, cookies among them."""
    headers = {name.lower(): value for name, value in response.items()}
    if response.cookies:
        headers["set-cookie"] = response.cookies.output(header="", sep="\n")
    return headers


def content_of(response: Any) -> bytes:
    """The whole body; closes files that were opened for it, but not the database, as `response.close` would."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    for close in response._resource_closers:
        close()
    return bytes(content)

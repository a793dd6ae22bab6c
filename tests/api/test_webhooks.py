"""Webhooks: told in the transaction, signed, sent again until they are there, and never into our own network."""

import datetime
import http.server
import json
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from cms.access.services import restrict
from cms.api.models import DeliveryState, Event, Webhook, WebhookDelivery
from cms.api.webhooks import WAITS, secret_of, send_due, signature, wake
from cms.core.providers import outbound
from cms.website.pages import ContentPage
from tests.api.test_tokens import admin as admin
from tests.council import Council, add

pytestmark = pytest.mark.once

Received = list[tuple[dict[str, str], bytes]]


class Listener(http.server.BaseHTTPRequestHandler):
    """Keeps what it is told, and answers with the server's `status` and `location`."""

    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.received.append((dict(self.headers), body))
        self.send_response(server.status)
        if server.location:
            self.send_header("Location", server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quietly."""


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    made: Any = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def target(server: Any) -> Any:
    server.received, server.status, server.location = [], 204, ""
    server.url = f"http://localhost:{server.server_port}/hook"
    return server


@pytest.fixture
def webhook(council: Council, target: Any) -> Webhook:
    return Webhook.objects.create(name="Front end", target_url=target.url, events=Event.values, seed="ab" * 32)


def test_what_changed_is_told_with_keys_and_a_signature(
    council: Council,
    webhook: Webhook,
    target: Any,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page = add(council.contents[0], ContentPage, "told")
    deeds: dict[str, Callable[[], Any]] = {
        "publish": lambda: fresh(page).save_revision().publish(),
        "move": lambda: fresh(page).move(council.landing, pos="last-child"),
        "restrict": lambda: restrict(fresh(page), ["resident"]),
        "unpublish": lambda: fresh(page).unpublish(),
    }
    for event, deed in deeds.items():
        target.received.clear()
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        told = [(headers, body) for headers, body in target.received if json.loads(body)["event"] == event]
        assert told, event
        headers, body = told[0]
        said = json.loads(body)
        assert page.pk in said["pages"] and f"page-{page.pk}" in said["keys"]
        assert "Told" not in body.decode()
        moment, _, seal = headers["Frontdoor-Signature"].removeprefix("t=").partition(",v1=")
        assert seal == signature(secret_of(webhook), moment, body)
        assert headers["Idempotency-Key"] == said["id"]


def fresh(page: Page) -> Any:
    return Page.objects.get(pk=page.pk).specific


def test_what_is_undone_is_not_told(council: Council, webhook: Webhook) -> None:
    before = WebhookDelivery.objects.count()
    with transaction.atomic():
        fresh(council.service).save_revision().publish()
        assert WebhookDelivery.objects.count() > before
        transaction.set_rollback(True)
    assert WebhookDelivery.objects.count() == before


def test_it_is_sent_again_later_each_time_and_given_up_in_the_end(
    webhook: Webhook, target: Any, admin: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    target.status = 500
    message = WebhookDelivery.objects.create(webhook=webhook, event="publish", body="{}")
    moment = timezone.now()
    for wait in (0, *WAITS):
        moment += datetime.timedelta(seconds=wait + 1)
        with time_machine.travel(moment):
            wake()
            wake()
    message.refresh_from_db()
    assert len(target.received) == len(WAITS) + 1
    assert (message.state, message.last_answer) == (DeliveryState.DEAD, "500")
    assert {headers["Idempotency-Key"] for headers, _ in target.received} == {str(message.pk)}
    assert "500" in admin.get("/admin/webhookdelivery/?state=dead").content.decode()
    target.status = 204
    admin.post(f"/admin/webhookdelivery/edit/{message.pk}/", {"again": "on"})
    send_due.enqueue()
    message.refresh_from_db()
    assert message.state == DeliveryState.SENT


NAMES = {"2130706433": ["127.0.0.1"], "within.example": ["10.0.0.8"], "both.example": ["192.0.32.7", "10.0.0.8"]}


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some names as a resolver would answer; whoever is asked for others knows of none."""

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        if host not in NAMES:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in NAMES[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.0.0.8/",
        "https://169.254.169.254/latest/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://224.0.0.1/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://within.example/",
        "https://both.example/",
        "https://user:word@192.0.2.1/",
        "http://192.0.2.1/",
        "file:///etc/passwd",
        "https://[broken/",
        "https://no-such-host.invalid/",
    ],
)
def test_addresses_within_are_refused_in_the_form_and_when_sending(url: str, admin: Client, names: None) -> None:
    with override_settings(OUTBOUND_LOOPBACK=False):
        answer = admin.post(
            "/admin/webhook/new/", {"name": "X", "target_url": url, "events": ["publish"], "active": "on"}
        )
        assert "target_url" in answer.context["form"].errors
        assert not Webhook.objects.exists()
        webhook = Webhook.objects.create(name="X", target_url=url, events=["publish"], seed="ab")
        message = WebhookDelivery.objects.create(webhook=webhook, event="publish", body="{}")
        send_due.enqueue()
    message.refresh_from_db()
    assert message.state == DeliveryState.WAITING and message.last_answer


def test_a_redirect_into_our_network_is_not_followed(target: Any) -> None:
    target.status, target.location = 307, "http://10.0.0.8/"
    with pytest.raises(outbound.Refused):
        outbound.post(target.url, b"{}", {})
    target.location = target.url
    with pytest.raises(outbound.Failed):
        outbound.post(target.url, b"{}", {})
    assert len(target.received) == 1 + outbound.MOST_REDIRECTS + 1


def test_the_secret_is_shown_once(admin: Client, target: Any) -> None:
    given = {"name": "X", "target_url": target.url, "events": ["publish"], "active": "on"}
    made = admin.post("/admin/webhook/new/", given)
    webhook = Webhook.objects.get()
    assert secret_of(webhook) in made.content.decode()
    assert secret_of(webhook) not in admin.get(f"/admin/webhook/edit/{webhook.pk}/").content.decode()
    assert secret_of(webhook) not in str(Webhook.objects.values().get())

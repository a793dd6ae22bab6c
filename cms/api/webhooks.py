"""Tells others what has changed: written with the change, sent by the worker, again and again until they have it."""

import datetime
import hashlib
import hmac
import json
import secrets
import time
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_tasks import task

from cms.core.providers import outbound

from .models import DeliveryState, Event, Webhook, WebhookDelivery

EVENTS = {
    "publish": Event.PUBLISH,
    "unpublish": Event.UNPUBLISH,
    "delete": Event.UNPUBLISH,
    "access": Event.RESTRICT,
    "move": Event.MOVE,
}
# Seconds to wait after each attempt that failed; after the last there is none.
WAITS = (60, 300, 1800, 7200, 43_200)
# While somebody is at it nobody else is.
LEASE = datetime.timedelta(minutes=2)
MOST_AT_ONCE = 100


def new_seed() -> str:
    """What a webhook's secret follows from, together with SECRET_KEY."""
    return secrets.token_hex(32)


def secret_of(webhook: Webhook) -> str:
    """The secret that signatures are made with; it is shown once and stored nowhere."""
    return salted_hmac("cms.api.webhooks", webhook.seed, algorithm="sha256").hexdigest()


def note(kind: str, page_ids: Iterable[int], keys: Iterable[str]) -> None:
    """Writes a message for each webhook that wants it, within the current transaction."""
    event = EVENTS.get(kind, Event.OTHER)
    wanted = [webhook for webhook in Webhook.objects.filter(active=True) if event in webhook.events]
    if not wanted:
        return
    now = timezone.now()
    rows = []
    for webhook in wanted:
        key = uuid.uuid4()
        body = {
            "id": str(key),
            "event": event,
            "occurred_at": now.isoformat(timespec="seconds"),
            "pages": sorted(page_ids),
            "keys": sorted(keys),
        }
        rows.append(WebhookDelivery(pk=key, webhook=webhook, event=event, body=json.dumps(body), created_at=now))
    WebhookDelivery.objects.bulk_create(rows)
    transaction.on_commit(send_due.enqueue)


def wake() -> None:
    """Has the worker send what is due: what failed before, and what a crash left behind."""
    if _due().exists():
        send_due.enqueue()


def _due() -> "QuerySet[WebhookDelivery]":
    return WebhookDelivery.objects.filter(
        state=DeliveryState.WAITING, next_attempt_at__lte=timezone.now(), webhook__active=True
    )


@task()
def send_due() -> None:
    """Sends what is due, the oldest first; safe to run twice, and beside itself."""
    for key in list(_due().order_by("created_at").values_list("pk", flat=True)[:MOST_AT_ONCE]):
        now = timezone.now()
        waiting = WebhookDelivery.objects.filter(pk=key, state=DeliveryState.WAITING, next_attempt_at__lte=now)
        if waiting.update(next_attempt_at=now + LEASE, attempts=F("attempts") + 1):
            _send(WebhookDelivery.objects.select_related("webhook").get(pk=key))


def _send(delivery: WebhookDelivery) -> None:
    body = delivery.body.encode()
    try:
        answer = outbound.post(delivery.webhook.target_url, body, _headers(delivery, body))
        told, sent = str(answer.status), 200 <= answer.status < 300
    except (outbound.Refused, outbound.Failed) as error:
        told, sent = str(error), False
    delivery.last_answer = told[:200]
    if sent:
        delivery.state = DeliveryState.SENT
    elif delivery.attempts > len(WAITS):
        delivery.state = DeliveryState.DEAD
    else:
        delivery.next_attempt_at = timezone.now() + datetime.timedelta(seconds=WAITS[delivery.attempts - 1])
    delivery.save(update_fields=["state", "last_answer", "next_attempt_at"])


def _headers(delivery: WebhookDelivery, body: bytes) -> dict[str, str]:
    moment = str(int(time.time()))
    return {
        "Content-Type": "application/json",
        "User-Agent": "Frontdoor",
        "Frontdoor-Event": delivery.event,
        "Idempotency-Key": str(delivery.pk),
        "Frontdoor-Signature": f"t={moment},v1={signature(secret_of(delivery.webhook), moment, body)}",
    }


def signature(secret: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 over the moment in seconds, a full stop and the body as it is sent."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()

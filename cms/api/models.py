"""What is ready to be read, who reads it where, and what it follows from; programs that read, or want to be told."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.access.enums import AccessClass, Host
from cms.access.fields import AudiencesField

LONGEST_PATH = 2000


class DeliveryDocument(models.Model):
    """A page as some scopes read it, as JSON in UTF-8: `body` whole, `card` as an entry of a list.

    It holds for as long as the page's `url_path` is the one it was made for, and until the first page that it shows or
    leads to expires. Where there is none that holds, a page is made when it is read: slower, and never wrong.

    `keys` and `card_keys` are the words of cms.core.keys for what body and card show, with spaces between.
    """

    access_class = AccessClass.INTERNAL

    page = models.ForeignKey(Page, models.CASCADE, related_name="delivery_documents")
    url_path = models.TextField()
    valid_until = models.DateTimeField(null=True)
    body = models.BinaryField()
    card = models.BinaryField()
    etag = models.CharField(max_length=40)
    keys = models.TextField()
    card_keys = models.TextField()

    def __str__(self) -> str:
        return self.url_path


class DeliveryReading(models.Model):
    """A scope (see cms.access.rules.scopes_of) that reads a document, at this path on the scope's own host."""

    access_class = AccessClass.INTERNAL

    document = models.ForeignKey(DeliveryDocument, models.CASCADE, related_name="readings")
    page = models.ForeignKey(Page, models.CASCADE, related_name="delivery_readings")
    scope = models.CharField(max_length=80)
    path = models.CharField(max_length=LONGEST_PATH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "scope"], name="one_reading_per_page_and_scope")]
        indexes: ClassVar = [models.Index(fields=["path", "scope"])]

    def __str__(self) -> str:
        return f"{self.path} for {self.scope}"


class DeliveryDependency(models.Model):
    """Says that the documents of `page` show something of the page `target`, seen or hidden, there or gone.

    `embeds` is for content; otherwise it is only title, address and whether the reader may see it.
    """

    access_class = AccessClass.INTERNAL

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    target = models.BigIntegerField(db_index=True)
    embeds = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.page_id} on {self.target}"


class DeliveryFace(models.Model):
    """What other pages' documents last showed of this page, as a digest."""

    access_class = AccessClass.INTERNAL

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest


class DeliveryDue(models.Model):
    """A page, by its primary key, whose documents were taken away and are left to the worker to make."""

    access_class = AccessClass.INTERNAL

    page_key = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.page_key)


class ReaderToken(models.Model):
    """Lets a program read as a member of some audiences on one kind of host. Only a digest of the secret is kept."""

    access_class = AccessClass.EDITORIAL

    name = models.CharField(_("name"), max_length=120, help_text=_("Who reads with it, and for what."))
    host = models.CharField(_("site"), max_length=20, choices=Host.choices)
    audiences = AudiencesField(_("reads as"), default=list)
    expires_at = models.DateTimeField(_("expires"))
    revoked = models.BooleanField(_("revoked"), default=False, help_text=_("It can be used no more from now on."))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    last_used_on = models.DateField(_("last used"), null=True, editable=False)

    class Meta:
        verbose_name = _("reader token")
        verbose_name_plural = _("reader tokens")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Event(models.TextChoices):
    """What a webhook tells of."""

    PUBLISH = "publish", _("Published")
    UNPUBLISH = "unpublish", _("Taken offline or deleted")
    RESTRICT = "restrict", _("Other readers may see it")
    MOVE = "move", _("Moved")
    OTHER = "other", _("Alerts, files, facts and settings")


class EventsField(models.JSONField[Any, Any]):
    """A JSON list of Event values."""

    def formfield(self, **kwargs: Any) -> Any:
        return forms.MultipleChoiceField(
            choices=Event.choices, widget=forms.CheckboxSelectMultiple, label=capfirst(str(self.verbose_name))
        )


class Webhook(models.Model):
    """An address of somebody else's that is told what has changed. Its secret follows from `seed` and ours."""

    access_class = AccessClass.EDITORIAL

    name = models.CharField(_("name"), max_length=120)
    target_url = models.CharField(_("address"), max_length=500, help_text=_("Begins with https://."))
    events = EventsField(_("tells of"), default=list)
    active = models.BooleanField(_("active"), default=True)
    seed = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DeliveryState(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Given up")


class WebhookDelivery(models.Model):
    """A message to a webhook, written in the transaction that it tells of. `body` is sent as it stands here."""

    access_class = AccessClass.EDITORIAL

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    event = models.CharField(_("event"), max_length=20, choices=Event.choices)
    body = models.TextField()
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    last_answer = models.CharField(_("last answer"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        ordering = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["state", "next_attempt_at"])]

    def __str__(self) -> str:
        return f"{self.event}: {self.webhook}"

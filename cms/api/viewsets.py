"""Tokens, webhooks and their messages in the admin."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .forms import MessageForm, NewTokenForm, TokenForm, WebhookForm
from .models import ReaderToken, Webhook, WebhookDelivery


class CreateWithSecretView(CreateView):
    """Shows the secret of what was made, this once."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The page with the secret; it is kept nowhere, not in a session either."""
        self.form = form
        with transaction.atomic():
            self.object = self.save_instance()
        context = {"made": self.object, "secret": form.secret, "back": self.get_success_url()}
        return render(self.request, "api/admin/secret.html", context)


class TokenViewSet(ModelViewSet):
    """Reader tokens."""

    model = ReaderToken
    icon = "key"
    add_view_class = CreateWithSecretView
    copy_view_enabled = False
    list_display: ClassVar = ["name", "host", "expires_at", "revoked", "last_used_on"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """Host, audiences and end are for good."""
        return TokenForm if for_update else NewTokenForm


class WebhookViewSet(ModelViewSet):
    """Webhooks."""

    model = Webhook
    icon = "link-external"
    add_view_class = CreateWithSecretView
    copy_view_enabled = False
    list_display: ClassVar = ["name", "target_url", "active"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """The same for both."""
        return WebhookForm


class MessageViewSet(ModelViewSet):
    """Messages of webhooks: what waits, what was sent, what was given up. Nobody writes one by hand."""

    model = WebhookDelivery
    icon = "mail"
    menu_label = _("Webhook messages")
    copy_view_enabled = False
    list_display: ClassVar = ["event", "webhook", "state", "attempts", "last_answer", "created_at"]
    list_filter: ClassVar = ["state", "event", "webhook"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """Sends it again."""
        return MessageForm


class ReadersGroup(ModelViewSetGroup):
    """One menu entry for all three."""

    menu_label = _("Other programs")
    menu_icon = "code"
    items = (TokenViewSet, WebhookViewSet, MessageViewSet)

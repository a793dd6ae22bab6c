"""What an administrator may ask for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.access.audiences import hosts_of
from cms.access.reader import reader_with
from cms.core.providers.outbound import Refused, check

from .models import DeliveryState, ReaderToken, Webhook, WebhookDelivery
from .tokens import digest_of, new_secret
from .webhooks import new_seed, secret_of


class NewTokenForm(WagtailAdminModelForm):
    """A token; its secret is there until the form is gone."""

    secret = ""

    class Meta:
        model = ReaderToken
        fields = ("name", "host", "audiences", "expires_at")

    def clean_expires_at(self) -> Any:
        """Raises ValidationError for a moment that has passed."""
        moment = self.cleaned_data["expires_at"]
        if moment <= timezone.now():
            raise ValidationError(_("Choose a moment to come."))
        return moment

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError at `audiences` unless all of them count on the host, and open it."""
        cleaned: dict[str, Any] = super().clean()
        host, keys = cleaned.get("host"), cleaned.get("audiences")
        if host and keys:
            strangers = [key for key in keys if host not in hosts_of(key)]
            if strangers or not reader_with(keys, host).audiences:
                self.add_error("audiences", _("Choose audiences that read on this site."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Makes the secret."""
        self.secret = new_secret()
        self.instance.digest = digest_of(self.secret)
        return super().save(commit)


class TokenForm(WagtailAdminModelForm):
    """What may change of a token: its name, and that it ends."""

    class Meta:
        model = ReaderToken
        fields = ("name", "revoked")

    def clean_revoked(self) -> bool:
        """Raises ValidationError for the way back."""
        revoked: bool = self.cleaned_data["revoked"]
        if self.initial.get("revoked") and not revoked:
            raise ValidationError(_("What was revoked stays so. Make a new token."))
        return revoked


class WebhookForm(WagtailAdminModelForm):
    """A webhook; a new one's secret is there until the form is gone."""

    class Meta:
        model = Webhook
        fields = ("name", "target_url", "events", "active")

    @property
    def secret(self) -> str:
        """See cms.api.webhooks."""
        return secret_of(self.instance)

    def clean_target_url(self) -> str:
        """Raises ValidationError for an address that nothing is sent to."""
        url: str = self.cleaned_data["target_url"].strip()
        try:
            check(url)
        except Refused as error:
            raise ValidationError(str(error)) from None
        return url

    def save(self, commit: bool = True) -> Any:
        """Makes the seed of the secret, once."""
        self.instance.seed = self.instance.seed or new_seed()
        return super().save(commit)


class MessageForm(WagtailAdminModelForm):
    """Has a message sent again."""

    again = forms.BooleanField(required=True)

    class Meta:
        model = WebhookDelivery
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["again"].label = _("Send it again")

    def save(self, commit: bool = True) -> Any:
        """It waits as if it were new."""
        self.instance.state, self.instance.attempts = DeliveryState.WAITING, 0
        self.instance.next_attempt_at = timezone.now()
        return super().save(commit)

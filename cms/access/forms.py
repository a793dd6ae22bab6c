"""The form by which an administrator makes somebody a member of an audience."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .models import AudienceGrant


class AudienceGrantForm(WagtailAdminModelForm):
    """Asks for the person by e-mail address: a council's residents are too many for a list to choose from."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("Of an account that exists."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["email"].initial = self.instance.user.email

    def clean_email(self) -> AbstractBaseUser:
        """The account; raises ValidationError if there is none."""
        user = get_user_model()._default_manager.filter(email__iexact=self.cleaned_data["email"]).first()
        if user is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return user

    def clean(self) -> dict[str, Any]:
        """Adds an error at `audience` for a membership that is there already."""
        cleaned: dict[str, Any] = super().clean()
        user, audience = cleaned.get("email"), cleaned.get("audience")
        if user is not None and audience is not None:
            same = AudienceGrant.objects.filter(user=user, audience=audience).exclude(pk=self.instance.pk)
            if same.exists():
                self.add_error("audience", _("This person belongs to this audience already."))
            self.instance.user = user
        return cleaned

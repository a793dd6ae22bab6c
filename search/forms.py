"""Forms of search in the admin."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .models import ChangeState, SearchChange


class ChangeForm(WagtailAdminModelForm):
    """Has the engine told of a change again."""

    again = forms.BooleanField(required=True)

    class Meta:
        model = SearchChange
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["again"].label = _("Tell the search engine again")

    def save(self, commit: bool = True) -> Any:
        """It waits as if it were new."""
        self.instance.state, self.instance.attempts = ChangeState.WAITING, 0
        self.instance.next_attempt_at = timezone.now()
        return super().save(commit)

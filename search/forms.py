"""Forms of search in the admin."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.access.audiences import PUBLIC
from cms.access.enums import Host
from cms.access.models import Audience
from cms.access.reader import previewer

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


class TryForm(forms.Form):
    """A query, and the reader who asks it: one of those whose pages the editor may read, too."""

    q = forms.CharField(label=_("Search for"), max_length=500)
    reader = forms.ChoiceField(label=_("As"))
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = previewer(user, Host.INTRANET).audiences | {PUBLIC}
        known = Audience.objects.filter(key__in=held)
        self.fields["reader"].choices = [(each.key, each.label) for each in known]  # type: ignore[attr-defined]
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]

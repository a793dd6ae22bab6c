"""Forms of search in the admin."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.access.audiences import PUBLIC
from cms.access.enums import Host
from cms.access.models import Audience
from cms.access.reader import previewer

from .gaps import NO_CLICK, NO_RESULTS, scopes_for
from .models import ChangeState, SearchChange, SearchGap


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


class GapForm(WagtailAdminModelForm):
    """Gives a search without an answer to a colleague."""

    class Meta:
        model = SearchGap
        fields = ("owner", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nobody else's name or address is offered.
        right = Permission.objects.filter(codename="change_searchgap", content_type__app_label="search")
        able = Q(is_superuser=True) | Q(groups__permissions__in=right) | Q(user_permissions__in=right)
        colleagues = get_user_model().objects.filter(able, is_active=True).distinct()
        self.fields["owner"].queryset = colleagues


class LackingForm(forms.Form):
    """Which searches to list: those that found nothing, or of whose results nobody chose any."""

    lacking = forms.ChoiceField(
        label=_("Lacking"), choices=[(NO_RESULTS, _("any result")), (NO_CLICK, _("a result that somebody chose"))]
    )
    scope = forms.ChoiceField(label=_("Made by"), required=False)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scopes = scopes_for(user)
        names = dict(Audience.objects.filter(key__in=self.scopes).values_list("key", "label"))
        known = [(key, names.get(key, key)) for key in self.scopes]
        self.fields["scope"].choices = [("", _("Everybody")), *known]  # type: ignore[attr-defined]
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """A search of the list that somebody will see to."""

    text = forms.CharField(max_length=200)
    scope = forms.ChoiceField()
    language = forms.ChoiceField()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [(key, key) for key in scopes_for(user)]  # type: ignore[attr-defined]
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]

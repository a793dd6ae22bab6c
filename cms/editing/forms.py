"""Forms of what editors do at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.access.audiences import EVERYBODY, canonical, is_within
from cms.access.models import Audience, PageAccess


class RestrictForm(forms.Form):
    """Who may still see the page: some of those for whom it is meant now."""

    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Who may still see the page"), widget=forms.CheckboxSelectMultiple
    )
    confirm = forms.BooleanField(label=gettext_lazy("All others lose the page at once, and all below it"))

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = PageAccess.objects.filter(pk=page.pk).values_list("own", flat=True).first()
        self.now = canonical(own or []) or EVERYBODY
        choices = Audience.objects.values_list("key", "label")
        self.fields["audiences"].choices = [  # type: ignore[attr-defined]
            (key, label) for key, label in choices if is_within(frozenset({key}), self.now)
        ]

    def clean_audiences(self) -> list[str]:
        """The keys; raises ValidationError where they leave everything as it is."""
        chosen = canonical(self.cleaned_data["audiences"])
        if chosen == self.now:
            raise forms.ValidationError(_("The page is for these readers already. Leave some of them out."))
        return sorted(chosen)


class LiftForm(forms.Form):
    """Asks whether the readers that come back are meant."""

    confirm = forms.BooleanField(label=gettext_lazy("These readers are meant to see the page"))

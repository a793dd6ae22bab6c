"""Forms of what editors do at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.access.audiences import EVERYBODY, canonical, is_within
from cms.access.models import Audience, PageAccess

from .models import Decision


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


class LinkForm(forms.Form):
    """A new preview link: for which readers, and for how long."""

    mode = forms.ChoiceField(label=gettext_lazy("As it is seen by"))
    hours = forms.IntegerField(label=gettext_lazy("Good for so many hours"), min_value=1, max_value=24, initial=24)

    def __init__(self, modes: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = modes  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What the holder of a preview link says, and who they are."""

    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.RadioSelect)
    name = forms.CharField(max_length=120, label=gettext_lazy("Your name"))
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"))
    comment = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea, label=gettext_lazy("What you want to say")
    )

    def clean(self) -> dict[str, Any]:
        """Adds an error at `comment` for a comment without words."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == Decision.COMMENT and not cleaned.get("comment"):
            self.add_error("comment", _("Write what has to be changed, or what you ask."))
        return cleaned

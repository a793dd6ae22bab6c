"""A list of audience keys as a model field and a form field."""

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def audience_choices() -> list[tuple[str, str]]:
    """Every audience that exists, as (key, label)."""
    # By name: the models that have such a field import this module.
    audience = apps.get_model("access", "Audience")
    return list(audience._default_manager.values_list("key", "label"))


class AudiencesFormField(forms.MultipleChoiceField):
    """Check boxes, one for each audience; a key that does not exist is an error of this field."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=audience_choices, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or ()) != set(data or ())


class AudiencesField(models.JSONField[Any, Any]):
    """A JSON list of audience keys, sorted; validation refuses keys that do not exist."""

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
            raise ValidationError(_("Give a list of audiences."))
        known = dict(audience_choices())
        unknown = [key for key in value if key not in known]
        if unknown:
            raise ValidationError(
                _("There is no audience “%(keys)s”. Choose from: %(known)s."),
                params={"keys": ", ".join(unknown), "known": ", ".join(known)},
            )

    def get_prep_value(self, value: Any) -> Any:
        return sorted(value) if isinstance(value, (list, set, frozenset, tuple)) else value

    def formfield(self, **kwargs: Any) -> Any:
        defaults = {"required": not self.blank, "label": capfirst(self.verbose_name), "help_text": self.help_text}
        return AudiencesFormField(**defaults)

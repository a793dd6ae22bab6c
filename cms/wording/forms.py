"""Asks editors for the words in each language, one beside the other."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel

from .models import Worded, other_languages


def field_in(name: str, language: str) -> str:
    """What the form calls a field in another language."""
    return f"{name}_{language}"


class WordsForm(WagtailAdminModelForm):
    """Keeps what was typed in other languages; whoever says anything in one says there what its heading is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, _name in other_languages():
            said = self.instance.other_words.get(language, {})
            for name in self.instance.worded:
                self.fields[field_in(name, language)].initial = said.get(name, "")

    def clean(self) -> dict[str, Any]:
        """Adds an error at the first field of a language that has only the others."""
        cleaned: dict[str, Any] = super().clean()
        first, *rest = self.instance.worded
        # What is kept in a language that the site does not speak at present stays.
        words = dict(self.instance.other_words)
        for language, language_name in other_languages():
            said = {name: cleaned.get(field_in(name, language)) or "" for name in (first, *rest)}
            words.pop(language, None)
            if said[first]:
                words[language] = {name: text for name, text in said.items() if text}
            elif any(said.values()):
                text = _("Fill this in too, or nothing in %(language)s.") % {"language": language_name}
                self.add_error(field_in(first, language), text)
        self.instance.other_words = words
        return cleaned


def words_editor(model: type[Worded], panels: list[Panel]) -> ObjectList:
    """The editor of a snippet: these panels, and after those of the worded fields one for each other language."""
    declared: dict[str, forms.Field] = {}
    groups = []
    for language, language_name in other_languages():
        for name in model.worded:
            field: Any = model._meta.get_field(name)
            declared[field_in(name, language)] = field.formfield(required=False)
        columns = [FieldPanel(field_in(name, language)) for name in model.worded]
        groups.append(MultiFieldPanel(columns, heading=language_name))
    last = max(place for place, panel in enumerate(panels) if getattr(panel, "field_name", "") in model.worded)
    form = type(f"{model.__name__}Form", (WordsForm,), declared)
    return ObjectList([*panels[: last + 1], *groups, *panels[last + 1 :]], base_form_class=form)

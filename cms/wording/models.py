"""What has words in several languages without having a row for each."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def other_languages() -> list[tuple[str, str]]:
    """Code and own name of each language of the site but the first."""
    return [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class Worded(models.Model):
    """Says what `worded` names in its own fields, and in other languages what `other_words` holds for them.

    `other_words` is `{language code: {field: text}}`. In a language that it lacks the first of those fields in, nothing
    is said: readers get the words of the row itself.
    """

    worded: ClassVar[tuple[str, ...]] = ("name",)

    other_words = models.JSONField(_("in other languages"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def words_in(self, language: str | None) -> dict[str, str] | None:
        """Every worded field in that language, or None where it is not said in it."""
        said: dict[str, Any] = self.other_words.get(language, {}) if language else {}
        return {name: said.get(name, "") for name in self.worded} if said.get(self.worded[0]) else None

    def words(self) -> dict[str, str]:
        """Every worded field in the language that is being spoken, or else in its own."""
        return self.words_in(get_language()) or {name: getattr(self, name) for name in self.worded}

"""Brings the catalogues of the interface up to date with the code."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from cms.core.texts import Text, texts_in

# Texts of Django's own that readers meet and that Django has no Welsh for are kept under this comment.
KEPT = "Django"


class Command(BaseCommand):
    """`manage.py collect_texts`."""

    help = "Adds new texts to every catalogue, drops those that are gone, and says what lacks a translation."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrites each catalogue in the order of the code."""
        found = texts_in(settings.BASE_DIR)
        for path in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po")):
            catalogue = polib.pofile(str(path), wrapwidth=0)
            missing = merge(catalogue, found)
            catalogue.save()
            self.stdout.write(f"{path.parent.parent.name}: {len(catalogue)} texts, {len(missing)} without translation")
            for entry in missing:
                self.stdout.write(f"  {entry.msgid}")


def merge(catalogue: polib.POFile, found: dict[Text, list[str]]) -> list[polib.POEntry]:
    """Makes the catalogue hold what was found, in that order, and what is kept; returns what has no translation."""
    had = {(entry.msgid, entry.msgctxt or ""): entry for entry in catalogue}
    kept = [entry for entry in catalogue if entry.tcomment == KEPT]
    forms = int(catalogue.metadata["Plural-Forms"].split("nplurals=")[1].split(";")[0])
    catalogue.clear()
    for text, places in found.items():
        entry = had.get((text.text, text.context)) or polib.POEntry(msgid=text.text, msgctxt=text.context or None)
        entry.occurrences = [(place, "") for place in places]
        if text.plural and entry.msgid_plural != text.plural:
            entry.msgid_plural, entry.msgstr = text.plural, ""
            entry.msgstr_plural = dict.fromkeys(range(forms), "")
        entry.flags = ["python-format"] if "%(" in text.text else []
        catalogue.append(entry)
    catalogue.extend(entry for entry in kept if entry not in catalogue)
    return [entry for entry in catalogue if not entry.translated()]

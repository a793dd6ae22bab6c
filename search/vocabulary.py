"""Learns the words of all texts, from which the database corrects spelling; the clock does it, so no editor waits."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from .models import SearchDocument, SearchLearnt, SearchWord

# Shorter words are not corrected, and longer ones are none.
SHORTEST, LONGEST = 4, 30
WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
# So many rows are read at each stroke of the clock, and so many words are written together.
TOGETHER, AT_ONCE = 1000, 1000
# A row may come into sight after others with higher keys.
LATE = 100


def learn() -> None:
    """Learns the words of rows that are new since it was last done. Two queries where there are none."""
    newest = SearchDocument.objects.aggregate(newest=Max("pk"))["newest"] or 0
    known, _ = SearchLearnt.objects.get_or_create(pk=1)
    if newest <= known.position:
        return
    with transaction.atomic():
        # Two clocks do it one after the other.
        learnt = SearchLearnt.objects.select_for_update().get(pk=1)
        if newest <= learnt.position:
            return
        rows = SearchDocument.objects.filter(pk__gt=learnt.position - LATE).order_by("pk")
        texts = list(rows.values_list("pk", "language", "title", "keywords", "headings", "summary", "body")[:TOGETHER])
        for language in {row[1] for row in texts}:
            _keep(language, words_in(text for row in texts if row[1] == language for text in row[2:]))
        learnt.position = texts[-1][0]
        learnt.save()


def words_in(texts: Iterable[str]) -> set[str]:
    """The words that may be offered in the place of others."""
    return {word for text in texts for word in WORD.findall(text.casefold()) if len(word) <= LONGEST}


def forget() -> None:
    """Forgets all words, for the clock to learn those that are in use."""
    SearchLearnt.objects.update(position=0)
    SearchWord.objects.all().delete()


def _keep(language: str, words: set[str]) -> None:
    rows = (SearchWord(language=language, beginning=word[0], length=len(word), word=word) for word in sorted(words))
    SearchWord.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)

"""Learns the words of all texts, from which the database corrects spelling; the clock does it, so no editor waits."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from cms.access.audiences import Audiences, canonical

from .models import SearchDocument, SearchDocumentScope, SearchLearnt, SearchWord

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
        readers = _readers([key for key, *_ in texts])
        said: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, language, *fields in texts:
            words = words_in(fields)
            for scope in readers[key]:
                said[language, scope] |= words
        for (language, scope), words in said.items():
            _keep(language, scope, words)
        learnt.position = texts[-1][0]
        learnt.save()


def words_in(texts: Iterable[str]) -> set[str]:
    """The words that may be offered in the place of others."""
    return {word for text in texts for word in WORD.findall(text.casefold()) if len(word) <= LONGEST}


def forget() -> None:
    """Forgets all words, for the clock to learn those that are in use."""
    SearchLearnt.objects.update(position=0)
    SearchWord.objects.all().delete()


def _readers(keys: Iterable[int]) -> dict[int, Audiences]:
    """By key of a row the widest scopes that read it."""
    found: dict[int, set[str]] = defaultdict(set)
    for key, scope in SearchDocumentScope.objects.filter(document__in=keys).values_list("document_id", "scope"):
        found[key].add(scope)
    return defaultdict(frozenset, {key: canonical(scopes) for key, scopes in found.items()})


def _keep(language: str, scope: str, words: set[str]) -> None:
    place = {"language": language, "scope": scope}
    rows = (SearchWord(**place, beginning=word[0], length=len(word), word=word) for word in sorted(words))
    SearchWord.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)

"""What a reader may find by what words mean, reckoned from the table by hand, whatever the search engine holds."""

from collections.abc import Collection

import numpy as np
from django.db.models import Q
from django.utils import timezone

from search.backends.elasticsearch.nearness import ALONE, NEAREST
from search.meaning import store
from search.meaning.model import model
from search.models import SearchDocument

from .truth import Host, Reader

# The scope that each session searches in.
SCOPES = {
    (Reader.ANONYMOUS, Host.WEBSITE): "public",
    (Reader.RESIDENT_A, Host.WEBSITE): "resident",
    (Reader.PARTNER_X, Host.EXTRANET): "partner:eastmoor-police",
    (Reader.PARTNER_Y, Host.EXTRANET): "partner:calder-care",
    (Reader.STAFF, Host.INTRANET): "staff",
    (Reader.AGENT, Host.INTRANET): "agent",
}
# What two ways to reckon a cosine may differ by.
TOLERANCE = 1e-4


def numbers(scope: str, language: str, words: Collection[str]) -> dict[str, range]:
    """For each word how many pages mean nearly the same, of those that the scope reads: the least and the most."""
    current = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    rows = SearchDocument.objects.filter(current, scopes__scope=scope, language=language)
    texts = {row["item"]: store.text_of(row) for row in rows.values("item", *store.READ)}
    known = store.known(set(texts.values()))
    vectors = np.array([known[text] for text in texts.values()])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = {}
    for word, vector in zip(words, model().vectors(list(words)), strict=True):
        cosines = np.sort(vectors @ vector)[::-1][:NEAREST]
        least, most = (int((cosines >= ALONE + step).sum()) for step in (TOLERANCE, -TOLERANCE))
        found[word] = range(least, most + 1)
    return found

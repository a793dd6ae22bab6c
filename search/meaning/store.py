"""The meanings of texts that have been reckoned: kept by the digest of the text, so that each is reckoned once."""

import hashlib
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings

from search.models import SearchMeaning

# How many numbers a meaning is.
SIZE = 384
# The model reads no more than 256 pieces of words: the beginning of a text, and its title and summary first.
LONGEST = 2000
# What of a SearchDocument it reads, in this order.
READ = ("title", "keywords", "summary", "headings", "body")
# So many texts are reckoned before they are kept: what comes to an end has to do little again.
TOGETHER = 64


def is_on() -> bool:
    """Whether texts are found by what they mean."""
    return bool(settings.SEARCH_MEANING and settings.ELASTICSEARCH_URLS)


def understood(language: str) -> bool:
    """Whether the model knows the language: it has learned English, and of others nothing that helps."""
    return language.startswith("en")


def text_of(fields: dict[str, Any]) -> str:
    """What is reckoned of a document, by its fields."""
    return "\n".join(fields[name] for name in READ if fields[name])[:LONGEST]


def digest_of(text: str) -> str:
    """What a text's meaning is kept by."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def known(texts: Iterable[str]) -> dict[str, list[float]]:
    """The meanings of those of the texts that have been reckoned: one query."""
    import numpy as np

    digests = {digest_of(text): text for text in texts}
    rows = SearchMeaning.objects.filter(pk__in=digests).values_list("digest", "vector")
    return {
        digests[digest]: [round(number, 5) for number in np.frombuffer(vector, np.float16).tolist()]
        for digest, vector in rows
    }


def unknown(texts: Iterable[str]) -> dict[str, str]:
    """Those of the texts that have not been reckoned, by their digests: one query."""
    wanted = {digest_of(text): text for text in texts}
    for digest in SearchMeaning.objects.filter(pk__in=wanted).values_list("digest", flat=True):
        del wanted[digest]
    return wanted


def reckon(texts: Iterable[str]) -> int:
    """Reckons those of the texts that have not been, and keeps them; returns how many. A second for ten long ones.

    Raises ImportError where the model is not installed.
    """
    import numpy as np

    from .model import model

    wanted = unknown(texts)
    missing = list(wanted)
    for start in range(0, len(missing), TOGETHER):
        part = missing[start : start + TOGETHER]
        vectors = model().vectors([wanted[digest] for digest in part]).astype(np.float16)
        rows = [SearchMeaning(digest=key, vector=row.tobytes()) for key, row in zip(part, vectors, strict=True)]
        SearchMeaning.objects.bulk_create(rows, ignore_conflicts=True)
    return len(missing)


def forget_others(digests: Collection[str]) -> None:
    """Removes the meanings of texts that there are no more: those not among `digests`."""
    gone = [key for key in SearchMeaning.objects.values_list("digest", flat=True) if key not in digests]
    for start in range(0, len(gone), 500):
        SearchMeaning.objects.filter(pk__in=gone[start : start + 500]).delete()

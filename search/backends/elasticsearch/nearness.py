"""What texts mean, beside their words: how the nearest are asked for, and what they count (see the ADR on meaning)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search.meaning.store import SIZE

FIELD = "meaning"
MAPPING = {
    "type": "dense_vector",
    "dims": SIZE,
    "index": True,
    "similarity": "cosine",
    # Whole numbers in their place would take a quarter of the memory, but be rounded by all texts of an index, those
    # that a reader may not see among them.
    "index_options": {"type": "hnsw", "m": 16, "ef_construction": 100},
}
# So many are looked at, the nearest of so many candidates in each index.
NEAREST, CANDIDATES = 50, 200
# The cosine below which nearness says nothing: any two texts reach it. From the second on a text is found without any
# of the words.
NOTHING, ALONE = 0.2, 0.4
# What the greatest nearness counts, where the best text by words counts 1.
WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Near:
    """The documents nearest to a query by what they mean, each with its cosine; `best` is the score of the best by
    words, 0 where there is none."""

    cosines: Mapping[int, float] = field(default_factory=dict)
    best: float = 0.0


def nearest(vector: list[float], filters: list[dict[str, Any]]) -> dict[str, Any]:
    """The body of a search for the nearest documents among those that the filters let through."""
    near = {
        "field": FIELD,
        "query_vector": vector,
        "k": NEAREST,
        "num_candidates": CANDIDATES,
        "similarity": NOTHING,
        "filter": filters,
    }
    return {
        "knn": near,
        "size": NEAREST,
        "track_total_hits": False,
        "_source": False,
        "docvalue_fields": ["document"],
    }


def near_of(found: dict[str, Any], by_words: dict[str, Any]) -> Near:
    """What the answers to `nearest` and to the question by words say."""
    cosines = {int(hit["fields"]["document"][0]): 2 * hit["_score"] - 1 for hit in found["hits"]["hits"]}
    return Near(cosines, max((hit["_score"] for hit in by_words["hits"]["hits"]), default=0.0))


def fused(said: dict[str, Any], near: Near) -> dict[str, Any]:
    """A query for what says the words or means the same, scored by both.

    Scores by words are divided by the best of them, for they have no bounds of their own. One query finds, counts and
    pages, so all of it fits together.
    """
    by_words = {"bool": {"must": said, "boost": 1 / near.best if near.best else 1.0}}
    alone = [key for key, cosine in near.cosines.items() if cosine >= ALONE]
    by_meaning = {"constant_score": {"filter": {"terms": {"document": alone}}, "boost": 0.0}}
    nearness = [
        {"constant_score": {"filter": {"term": {"document": key}}, "boost": WEIGHT * above(cosine)}}
        for key, cosine in near.cosines.items()
    ]
    return {
        "bool": {
            "must": {"bool": {"should": [by_words, by_meaning], "minimum_should_match": 1}},
            "should": nearness,
        }
    }


def above(cosine: float) -> float:
    """How near, from 0 for what says nothing to 1."""
    return max(0.0, cosine - NOTHING) / (1 - NOTHING)

"""The indices: one for each base scope and language, in generations behind aliases.

An index of the base scope `staff` holds the texts that staff read and the public does not; who searches as staff asks
it and that of the public together. So the words of an index are words that each of its searchers may read, partners'
excepted (see engine.py), and a text for everybody is kept once.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings

from cms.access.audiences import AGENT, BASE_AUDIENCES, PARTNER, PARTNER_PREFIX, PUBLIC, STAFF
from search.meaning.store import understood

from .analysis import analysis
from .client import or_away, patient
from .nearness import FIELD, MAPPING

# The engine takes the makings of several indices in one step.
CREATORS = 8
TIMED_OUT = 408
# What a million documents take at the most.
MERGE_SECONDS = 3600

KEYWORD = {"type": "keyword"}
TEXT = {"type": "text", "analyzer": "stems", "search_analyzer": "asked", "copy_to": "spelling"}
# With the places of its words, so that no text has to be analysed again to mark them.
SHOWN = {**TEXT, "index_options": "offsets"}
PLAIN = {"type": "text", "analyzer": "plain"}
PROPERTIES: dict[str, Any] = {
    # The key of the SearchDocument row, and its item: see search.items.
    "document": {"type": "long"},
    "page": {"type": "long"},
    # Who reads it, and which organisations read another text of the page instead.
    "scopes": KEYWORD,
    "not_for": KEYWORD,
    "expires_at": {"type": "date"},
    "published_at": {"type": "date"},
    # As `labelled` writes them: one field, so that all are counted in one go.
    "labels": KEYWORD,
    # See search.boosts: the second by base scope.
    "trust": {"type": "half_float"},
    "use": {"properties": {base: {"type": "half_float"} for base in BASE_AUDIENCES}},
    "title": {**TEXT, "fields": {"plain": {**PLAIN, "index_prefixes": {"min_chars": 1, "max_chars": 8}}}},
    "headings": TEXT,
    "keywords": TEXT,
    "summary": SHOWN,
    "body": {**SHOWN, "fields": {"plain": PLAIN}},
    "spelling": {**PLAIN, "norms": False, "index_options": "docs"},
}
# Whether or not SEARCH_MEANING is on now, that putting it on takes no other indices.
UNDERSTOOD = {**PROPERTIES, FIELD: MAPPING}


def base_of(scope: str) -> str:
    """The base scope of a scope: `partner` for `partner:eastmoor`."""
    return PARTNER if scope.startswith(PARTNER_PREFIX) else scope


def homes(scopes: Iterable[str]) -> list[str]:
    """The base scopes in whose indices a text goes that these scopes read."""
    bases = {base_of(scope) for scope in scopes}
    if PUBLIC in bases:
        return [PUBLIC]
    if STAFF in bases:
        bases.discard(AGENT)
    return sorted(bases)


def searched(scopes: Iterable[str]) -> list[str]:
    """The base scopes whose indices are asked by who searches in these scopes."""
    bases = {base_of(scope) for scope in scopes}
    bases.add(PUBLIC)
    if AGENT in bases:
        bases.add(STAFF)
    return sorted(bases)


def languages() -> list[str]:
    """The codes of all languages that content is in."""
    return [code for code, _ in settings.LANGUAGES]


def labelled(label: str, value: str) -> str:
    """A label's value in the field of all labels: `service:waste`."""
    return f"{label}:{value}"


def read_alias(base: str, language: str) -> str:
    """The name under which the index in use is searched."""
    return f"{settings.ELASTICSEARCH_PREFIX}{base}-{language}"


def index_name(base: str, language: str, number: int) -> str:
    """The name of an index itself. It is written by the alias of that name and `-in`, so that writing makes none."""
    return f"{settings.ELASTICSEARCH_PREFIX}{base}-{language}-{number}"


def all_of(number: int) -> list[tuple[str, str]]:
    """The alias and the index of each base scope and language in a generation."""
    return [
        (read_alias(base, language), index_name(base, language, number))
        for language in languages()
        for base in BASE_AUDIENCES
    ]


def missing(number: int) -> list[str]:
    """The indices of a generation that are not there, or of which no node that is left has anything; raises Away."""
    with or_away():
        told = patient(60).cluster.health(index=f"{settings.ELASTICSEARCH_PREFIX}*", level="indices").body["indices"]
    return [name for _, name in all_of(number) if name not in told or told[name]["status"] == "red"]


def create(number: int) -> None:
    """Makes the indices of a generation that are missing. Raises Away."""
    writer = patient(60)
    spoken = {index_name(base, language, number): language for language in languages() for base in BASE_AUDIENCES}

    def make(name: str) -> None:
        writer.indices.create(
            index=name,
            settings=_settings(spoken[name]),
            mappings={
                "dynamic": "strict",
                "properties": UNDERSTOOD if understood(spoken[name]) else PROPERTIES,
                "_source": {"excludes": [FIELD]},
            },
            aliases={f"{name}-in": {}},
        )

    with or_away(), ThreadPoolExecutor(CREATORS) as creators:
        names = missing(number)
        remove_indices(names)
        list(creators.map(make, names))
        # Else a node that dies now takes the build with it. Where there is no room for copies it goes on all the same.
        patiently = writer.options(ignore_status=TIMED_OUT)
        patiently.cluster.health(index=names, wait_for_status="green", timeout="30s")


def open_for_readers(number: int) -> list[str]:
    """Turns all aliases to a generation at once; returns the indices of all others. Raises Away."""
    writer = patient(60)
    turned = all_of(number)
    names = [name for _, name in turned]
    with or_away():
        writer.indices.put_settings(index=names, settings=IN_USE)
        writer.indices.refresh(index=names)
        # A search looks through each segment for itself: a new index has one, to which a few are added day by day.
        patient(MERGE_SECONDS).indices.forcemerge(index=names, max_num_segments=1)
        there = writer.indices.get_alias(index=f"{settings.ELASTICSEARCH_PREFIX}*").body
        aliases = {alias for alias, _ in turned}
        carried = {name: aliases & told["aliases"].keys() for name, told in there.items() if name not in names}
        actions: list[dict[str, Any]] = [
            {"remove": {"index": name, "alias": alias}} for name, carries in carried.items() for alias in carries
        ]
        actions += [{"add": {"index": name, "alias": alias}} for alias, name in turned]
        writer.indices.update_aliases(actions=actions)
    return [name for name in carried if _alias_of(name) in aliases]


def _alias_of(name: str) -> str:
    """What readers search an index of ours by; nothing for another's."""
    alias, _, number = name.rpartition("-")
    return alias if number.isdigit() else ""


def remove_indices(names: list[str]) -> None:
    """Deletes indices; raises Away."""
    with or_away():
        patient(60).indices.delete(index=names, ignore_unavailable=True)


# Built without; what is in use is refreshed by whoever writes, and at the latest after this time.
IN_USE = {"index": {"refresh_interval": "500ms"}}


def _settings(language: str) -> dict[str, Any]:
    return {
        # A shard takes more than a million documents; where there are two nodes, two hold it. See the ADR on copies.
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        # A deletion is remembered for so long, that what comes late and is older does not undo it.
        "gc_deletes": "1h",
        "max_result_window": 10_000,
        "analysis": analysis(language),
    }

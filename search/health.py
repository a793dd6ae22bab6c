"""Whether search answers."""

from cms.access.audiences import PUBLIC

from .backends import Query, backend


def search_engine() -> str:
    """Asks a question; whatever it raises is the probe's answer. Readers can do without the engine, so while it is away
    this says so, and does not fail."""
    answer = backend().search(Query(("council",), (PUBLIC,), "en-gb", limit=1))
    if answer.away:
        return "the search engine is away, the database answers"
    return "ok"

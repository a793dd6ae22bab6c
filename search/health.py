"""Whether search answers."""

from cms.access.audiences import PUBLIC

from .backends import Query, backend


def search_engine() -> str:
    """Asks the engine a question; whatever it raises is the probe's answer."""
    backend().search(Query(("council",), (PUBLIC,), "en-gb", limit=1))
    return "ok"

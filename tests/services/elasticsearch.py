"""A private Elasticsearch server in a temporary folder."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from deploy import elasticsearch
from deploy.process import ServiceAwayError, account, private_folder

_fetching: list[threading.Thread] = []


def fetch_meanwhile() -> None:
    """Begin to fetch what `start` needs; `start` waits for it, and says why if it did not come."""

    def fetch() -> None:
        with suppress(ServiceAwayError):
            elasticsearch.fetch()

    thread = threading.Thread(target=fetch, daemon=True)
    thread.start()
    _fetching.append(thread)


@contextmanager
def start() -> Iterator[str]:
    """Yield the address of a server of our own; raises ServiceAwayError where there can be none.

    It gets ready while other tests run: whoever needs it waits for it with deploy.elasticsearch.wait_for.
    """
    while _fetching:
        _fetching.pop().join()
    owner = account("elasticsearch", "nobody")
    with private_folder(owner) as programs, private_folder(owner) as folder:
        home = elasticsearch.unpack(programs)
        with elasticsearch.node(home, folder, owner, wait=False, brief=True) as (address, _):
            yield address

"""Tells an nginx with the configuration of deploy/nginx what is stale."""

import http.client
from collections.abc import Iterable
from urllib.parse import urlsplit

TIMEOUT = 2.0


def purge(url: str, keys: Iterable[str], generation: int) -> None:
    """Makes stale what shows these keys and was made before that generation; raises OSError if nginx does not say yes.

    The body is the generation and the keys, one a line.
    """
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=TIMEOUT)
    try:
        body = "\n".join([str(generation), *sorted(keys)])
        connection.request("POST", parts.path or "/", body, {"Content-Type": "text/plain"})
        response = connection.getresponse()
        response.read()
    except http.client.HTTPException as error:
        raise OSError(f"it answered with {type(error).__name__}") from error
    finally:
        connection.close()
    if response.status != http.client.NO_CONTENT:
        raise OSError(f"it answered {response.status}")

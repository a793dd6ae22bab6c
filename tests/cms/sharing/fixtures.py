"""The page cache, put on for one test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory, override_settings

from cms.sharing.keeping import keeper
from cms.sharing.layer import SharedAnswers


@pytest.fixture
def page_cache(tmp_path: Path) -> Iterator[None]:
    """In the memory of this process, with a folder of its own."""
    with override_settings(PAGE_CACHE="memory", PAGE_CACHE_FOLDER=tmp_path / "answers"):
        keeper.cache_clear()
        yield
    keeper.cache_clear()


@contextmanager
def connection_left_open() -> Iterator[None]:
    """As Django's test client does: requests leave the connection open, which holds the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@dataclass(frozen=True)
class Given:
    """An answer; `made` says whether Django made it, which it did not where it was kept."""

    status: int
    headers: dict[str, str]
    body: bytes
    made: bool

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Door:
    """Asks through the layer that gives shared answers, as gunicorn does."""

    def __init__(self) -> None:
        self.made = 0
        self.django: Any = WSGIHandler()
        self.layer = SharedAnswers(self._django)

    def _django(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.made += 1
        return self.django(environ, start_response)

    def get(self, path: str, method: str = "GET", **headers: str) -> Given:
        """Asks for a path; `host` is the website unless given."""
        headers.setdefault("host", "www.localhost")
        environ = RequestFactory().generic(method, path, headers=headers).environ
        before, said = self.made, []
        with connection_left_open():
            body = b"".join(self.layer(environ, lambda *words: said.append(words)))
        status, named = said[-1][:2]
        return Given(int(status[:3]), {name.lower(): value for name, value in named}, body, self.made > before)


@pytest.fixture
def door(page_cache: None) -> Door:
    """The layer around Django, with the page cache on."""
    return Door()

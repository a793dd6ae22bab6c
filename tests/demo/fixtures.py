"""Fixtures around the demo council; a test that uses them is marked `needs("chromium")`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo import server
from tests.demo.council import WAIT_MILLISECONDS, Council

POLICY = "Content Security Policy"


@pytest.fixture(scope="session")
def demo(browser: Browser) -> Iterator[Council]:
    """The demo council, seeded and running for this test process."""
    expect.set_options(timeout=WAIT_MILLISECONDS)
    with server.running() as (port, folder):
        yield Council(port, folder, browser)


@pytest.fixture
def read(demo: Council) -> Iterator[Callable[..., Page]]:
    """A function that opens a page as a reader: `read(host, reader, path, **options of a context)`.

    Fails when the browser refused something for the content security policy.
    """
    refused: list[str] = []
    with ExitStack() as contexts:

        def read_one(host: str, reader: str = "", path: str = "/", **options: object) -> Page:
            context = demo.context(host, reader, **options)
            contexts.callback(context.close)
            page = context.new_page()
            page.on("console", lambda said: refused.append(said.text) if POLICY in said.text else None)
            page.goto(path)
            return page

        yield read_one
    assert not refused

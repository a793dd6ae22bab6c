"""Readers who keep their browsers open from test to test: looking changes nothing for the next to look."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page

from tests.a11y.states import Visit
from tests.demo.council import Council


@pytest.fixture(scope="session")
def visit(demo: Council) -> Iterator[Callable[[str, str], Visit]]:
    """A function that gives a reader's visit to a host."""
    pages: dict[tuple[str, str], Page] = {}
    with ExitStack() as contexts:

        def visit_one(host: str, reader: str) -> Visit:
            if (host, reader) not in pages:
                context = demo.context(host, reader, reduced_motion="reduce")
                contexts.callback(context.close)
                pages[host, reader] = context.new_page()
            return Visit(pages[host, reader], demo, host, reader)

        yield visit_one

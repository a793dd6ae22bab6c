"""Fixtures for tests in a real browser; a test that uses them is marked `needs("chromium")`."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import chromium, state


@pytest.fixture(scope="session")
def browser(services: state.Services) -> Iterator[Browser]:
    """One Chromium for all the tests of this process."""
    # Playwright keeps an event loop in this thread, where Django would then refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(
            executable_path=services.running["chromium"], args=chromium.arguments(), headless=True
        )
        yield program
        program.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a page for a new reader, with cookies of their own.

    It takes Playwright's options of a context: `viewport`, `java_script_enabled`, `base_url` ...
    """
    with ExitStack() as contexts:

        def open_one(**options: object) -> Page:
            context = browser.new_context(**options)  # type: ignore[arg-type]
            contexts.callback(context.close)
            return context.new_page()

        yield open_one

"""The running demo council as tests see it."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.demo.inventory import Place
from tests.demo.server import DATABASE, INVENTORY

HOSTNAMES = {"website": "www.localhost", "intranet": "intranet.localhost", "extranet": "extranet.localhost"}
PASSWORD = "demo"
DOMAIN = "northmere.example"
WAIT_MILLISECONDS = 15_000


@dataclass
class Council:
    """Addresses of the three sites, what stands on them, and signed-in readers."""

    port: int
    folder: Path
    browser: Browser
    # By reader and host: the cookies of somebody who signed in there.
    _signed_in: dict[tuple[str, str], Any] = field(default_factory=dict)

    @cached_property
    def places(self) -> list[Place]:
        """Every page for every reader, as they were after seeding."""
        found: list[Place] = json.loads((self.folder / INVENTORY).read_text(encoding="utf-8"))
        return found

    def address(self, host: str, path: str = "/") -> str:
        """A whole address on the host of that kind."""
        return f"http://{HOSTNAMES[host]}:{self.port}{path}"

    def places_of(self, page_type: str, host: str, reader: str) -> list[Place]:
        """The pages of a type (such as `kb.ArticlePage`) that the reader may see on the host."""
        wanted = (page_type, host, reader)
        return [place for place in self.places if (place["type"], place["host"], place["reader"]) == wanted]

    def find(self, name: str, host: str, reader: str = "") -> Place:
        """The first page whose type's name ends so (such as `NewsPage`) that the reader may see on the host."""
        return next(
            place
            for place in self.places
            if place["type"].endswith(name) and (place["host"], place["reader"]) == (host, reader)
        )

    def count(self, table: str) -> int:
        """How many rows a table of the server's database holds now."""
        with closing(sqlite3.connect(self.folder / DATABASE)) as database:
            found: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            return found

    def context(self, host: str, reader: str = "", **options: Any) -> BrowserContext:
        """A browser of this reader (a demo sign-in name, empty for nobody), whose relative addresses are on the host.

        It takes Playwright's options of a context. Who asks for it closes it.
        """
        options = {"base_url": self.address(host), "viewport": {"width": 1280, "height": 900}, **options}
        if reader:
            options["storage_state"] = self._state(host, reader)
        context = self.browser.new_context(**options)
        context.set_default_timeout(WAIT_MILLISECONDS)
        return context

    def _state(self, host: str, reader: str) -> Any:
        key = (reader, host)
        if key not in self._signed_in:
            with self.browser.new_context(base_url=self.address(host)) as context:
                page = context.new_page()
                sign_in(page, reader)
                self._signed_in[key] = context.storage_state()
        return self._signed_in[key]


def sign_in(page: Page, reader: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in form of the page's host, and wait for what comes after it."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(f"{reader}@{DOMAIN}")
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))

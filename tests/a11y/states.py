"""States beside the pages of the tree as a visitor first meets them: search, sign-in, errors, open menus."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, Response

from tests.a11y.checks import HEIGHT, NARROW, WIDE
from tests.demo import specimens
from tests.demo.council import Council
from tests.demo.server import DATABASE

# Each site, and somebody who may read it.
READER = {"website": "", "intranet": "agent", "extranet": "partner.x"}
COMMON_WORD = "northmere"
UNKNOWN_WORD = "xylophonezebra"
NARROWED = f"/search/?q={COMMON_WORD}&kind=kb.ArticlePage&published=year"


@dataclass(frozen=True)
class Visit:
    """A page of the browser that looks at a host with a reader's eyes."""

    page: Page
    council: Council
    host: str
    reader: str


# Returns the response whose status counts, or None where the state is not of one response.
Open = Callable[[Visit], Response | None]


@dataclass(frozen=True)
class State:
    """How a visit to a host by a reader (a demo sign-in, empty for nobody) comes into a state."""

    name: str
    host: str
    reader: str
    open: Open
    status: int = 200
    widths: tuple[int, ...] = (WIDE, NARROW)

    def __str__(self) -> str:
        return f"{self.name}, {self.host}, {self.reader or 'anonymous'}"


IN_OTHER_LANGUAGES = {
    "home in Welsh": "/cy/",
    "article in Welsh": "/cy/cymorth/biniau/bin-heb-ei-wagio/",
    "search in Welsh": "/cy/search/?q=bin",
    "search in Welsh without results": f"/cy/search/?q={UNKNOWN_WORD}",
    "404 in Welsh": "/cy/nothing/stands/here/",
    "page in English only, read in Welsh": "/cy/planning/",
    "page that runs from right to left": "/contact/urdu/",
}


def states() -> Iterator[State]:
    """Every state, on every site that has it."""
    for host, reader in READER.items():
        yield State("search", host, reader, go("/search/"))
        yield State("search with results", host, reader, go(f"/search/?q={COMMON_WORD}"))
        yield State("search, second page", host, reader, go(f"/search/?q={COMMON_WORD}&page=2"))
        yield State("search without results", host, reader, go(f"/search/?q={UNKNOWN_WORD}"))
        yield State("search with filters on", host, reader, go(NARROWED))
        yield State("search with filters unfolded", host, reader, unfold_filters, widths=(NARROW,))
        yield State("search that filters leave without results", host, reader, go(f"{NARROWED}&topic=none"))
        yield State("search with suggestions", host, reader, suggest)
        yield State("search with an error", host, reader, go(f"/search/?q={'a' * 600}"), status=400)
        yield State("menu open", host, reader, open_menu, widths=(NARROW,))
        yield State("news, second page", host, reader, below("NewsIndexPage", "?page=2"))
        yield State("sign-in", host, "", go("/sign-in/"))
        yield State("sign-in with empty fields", host, "", sign_in_with("", ""))
        yield State("sign-in with a wrong password", host, "", sign_in_with("resident.b@northmere.example", "wrong"))
        yield State("signed out", host, "", go("/signed-out/"))
        yield State("404", host, reader, go("/nothing/stands/here/"), status=404)
        yield State("500", host, reader, fail, status=500)
    yield State("403", "intranet", "resident.a", go("/"), status=403)
    yield State("403", "extranet", "staff", go("/"), status=403)
    yield State("article that its reader may verify", "intranet", "editor", below("ArticlePage"))
    yield State("form without its token", "website", "", without_token)
    yield State("too many attempts", "website", "", locked_out)
    yield State("410", "website", "", go(f"/{specimens.GONE}/"), status=410)
    yield State("400", "website", "", unknown_host, status=400)
    yield State("A to Z", "website", "", go("/a-to-z/"))
    yield State("answered by preview link", "website", "", go("/preview/done/"))
    for name, path in IN_OTHER_LANGUAGES.items():
        yield State(name, "website", "", go(path), status=404 if "404" in name else 200)
    yield State("guide on one page", "website", "", below("GuidePage", "print/"))


def go(path: str) -> Open:
    """Open an address."""
    return lambda visit: visit.page.goto(path)


def below(page_type: str, rest: str = "") -> Open:
    """Open what stands below a page of this type."""
    return lambda visit: visit.page.goto(visit.council.find(page_type, visit.host, READER[visit.host])["path"] + rest)


def sign_in_with(email: str, password: str) -> Open:
    """Send the sign-in form with these values, which are refused."""

    def send(visit: Visit) -> None:
        visit.page.goto("/sign-in/")
        visit.page.get_by_label("E-mail address").fill(email)
        visit.page.get_by_label("Password").fill(password)
        visit.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        visit.page.get_by_role("heading", name="There is a problem").wait_for()

    return send


def open_menu(visit: Visit) -> None:
    """Open the menu of a small screen."""
    visit.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    visit.page.goto("/")
    visit.page.get_by_role("button", name="Menu", exact=True).click()
    visit.page.get_by_role("button", name="Close menu").wait_for()


def unfold_filters(visit: Visit) -> None:
    """Unfold what is folded on a small screen."""
    visit.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    visit.page.goto(NARROWED)
    visit.page.locator("summary", has_text="Filter results").click()
    visit.page.get_by_role("button", name="Apply filters").wait_for()


def suggest(visit: Visit) -> None:
    """Type the beginning of a title, and choose the first one offered."""
    visit.page.goto("/search/")
    field = visit.page.get_by_role("main").get_by_role("combobox")
    field.press_sequentially(COMMON_WORD[:4])
    visit.page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")


def unknown_host(visit: Visit) -> Response | None:
    """Open the server under a name that is no site's."""
    return visit.page.goto(f"http://nowhere.localhost:{visit.council.port}/")


def without_token(visit: Visit) -> None:
    """Send a form without a token from a page that is not ours."""
    visit.page.goto("about:blank")
    visit.page.evaluate(
        """address => {
            const form = document.createElement("form");
            form.method = "post";
            form.action = address;
            document.body.append(form);
            form.submit();
        }""",
        f"http://www.localhost:{visit.council.port}/sign-in/",
    )
    visit.page.get_by_role("heading", name="Please try that again").wait_for()


def locked_out(visit: Visit) -> None:
    """Give wrong passwords until no more are taken."""
    refused = visit.page.get_by_role("heading", name="There is a problem")
    stopped = visit.page.get_by_role("heading", name="Too many attempts to sign in")
    while not stopped.count():
        visit.page.goto("/sign-in/")
        visit.page.get_by_label("E-mail address").fill("nobody@northmere.example")
        visit.page.get_by_label("Password").fill("wrong")
        visit.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        refused.or_(stopped).wait_for()


def fail(visit: Visit) -> Response | None:
    """Open an article while a table that it needs is away."""
    path = visit.council.find("ArticlePage", visit.host, visit.reader)["path"]
    with table_away(visit.council, "kb_articlepage"):
        return visit.page.goto(path)


@contextmanager
def table_away(council: Council, table: str) -> Iterator[None]:
    """Take a table out of the server's database for a while."""
    with closing(sqlite3.connect(council.folder / DATABASE, timeout=20)) as database:
        database.execute(f"ALTER TABLE {table} RENAME TO away")
        try:
            yield
        finally:
            database.execute(f"ALTER TABLE away RENAME TO {table}")

"""A quick look around: a few sessions at the places where a change of state shows first."""

from collections.abc import Iterable, Iterator, Sequence

from .crawler import Crawler, Findings, Session
from .people import Browser
from .seeds import Council
from .truth import Host, Kind, Reader, sees

SESSIONS: tuple[Session, ...] = (
    (Reader.ANONYMOUS, Host.WEBSITE),
    (Reader.RESIDENT_A, Host.WEBSITE),
    (Reader.STAFF, Host.INTRANET),
    (Reader.AGENT, Host.INTRANET),
    (Reader.PARTNER_X, Host.EXTRANET),
    (Reader.PARTNER_Y, Host.EXTRANET),
)
# Where somebody begins who knows no address yet.
STARTS = (
    *(
        "/",
        "/cy/",
        "/sitemap.xml",
        "/cy/sitemap.xml",
        "/news.rss",
        "/cy/news.rss",
        "/a-to-z/",
        "/sign-in/",
        "/preview/done/",
    ),
    *("/api/v1/openapi.json", "/api/v1/pages/?path=/", "/api/v1/pages/?path=/cy/", "/api/v1/pages/?path=/signposts/"),
    *(f"/api/v1/{name}/" for name in ("navigation", "alerts", "sections", "articles")),
    *(f"/api/v1/{name}/?q=Title" for name in ("search", "suggestions")),
)
# Lists and pages on which other pages show.
PLACES = (
    "/",
    "/sitemap.xml",
    "/news.rss",
    "/news/",
    "/help/",
    "/help/public/",
    "/embeds/",
    "/signposts/",
    "/api/v1/pages/?path=/signposts/",
    "/api/v1/pages/?path=/embeds/",
    "/api/v1/articles/?limit=100",
)
OF_WEBSITE = ("/public/", "/a-to-z/", "/cy/", "/cy/help/public/", "/cy/public/")


def crawler_for(council: Council, sessions: Iterable[Session] = SESSIONS) -> Crawler:
    """A crawler with a browser for each session."""
    browsers = {(reader, host): Browser(reader, host, council.people.get(reader)) for reader, host in sessions}
    return Crawler(council.aviary, browsers)


def searches(words: Iterable[str]) -> Iterator[str]:
    """The addresses that search for words and their beginnings, in both languages."""
    for word in words:
        for prefix in ("", "/cy"):
            yield f"{prefix}/search/?q={word}"
            yield f"{prefix}/search/suggestions/?q={word[:7]}"
        yield f"/api/v1/search/?q={word}"


def places(host: Host) -> tuple[str, ...]:
    """The places of a host."""
    return (*PLACES, *OF_WEBSITE) if host is Host.WEBSITE else PLACES


def telling(kind: Kind) -> list[Session]:
    """Of the sessions, on each host one for whom content of that class is and one for whom it is not."""
    return list({(host, sees(reader, host, kind)): (reader, host) for reader, host in reversed(SESSIONS)}.values())


def look(
    council: Council, paths: Sequence[str], asked: Sequence[str], sessions: Sequence[Session] = SESSIONS
) -> tuple[Findings, int]:
    """What the sessions see at the usual places, on these pages and at the other addresses; and how often they asked."""
    crawler = crawler_for(council, sessions)
    for session in sessions:
        as_json = [f"/api/v1/pages/?path={path}" for path in paths]
        for path in (*places(session[1]), *paths, *as_json, *asked):
            crawler.visit(session, path)
    return crawler.findings, crawler.requests

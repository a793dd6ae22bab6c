"""Reads the sites as each reader: follows every link, guesses every address, and notes each canary that comes out."""

import functools
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from . import register
from .canaries import Aviary
from .people import HOST_NAMES, Answer, Browser
from .register import Surface
from .truth import Host, Kind, Reader

LINK = re.compile(r"""\b(?:href|src|action)="([^"]*)"|\bsrcset="([^"]*)"|<(?:loc|link|guid[^>]*)>([^<]*)</""")
# Letters as addresses need not write them.
WRITTEN_OTHERWISE = re.compile("%[4-7][0-9a-fA-F]")
HOSTS = {HOST_NAMES[host]: host for host in Host}
# Left out: what holds no content, and what would end the session.
NOT_FOLLOWED = ("/static/", "/sign-out/", "/admin/")

Session = tuple[Reader, Host]


@dataclass
class Findings:
    """What a crawl came across.

    `seen` says for each session which canaries came out, and where first. `touched` holds what was asked for content of
    a class, whatever the answer. `failed` are addresses that answered with a server error.
    """

    seen: dict[Session, dict[str, str]] = field(default_factory=dict)
    touched: set[tuple[Surface, Reader, Kind]] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)


class Crawler:
    """Crawls with the browsers of one or more readers."""

    def __init__(self, aviary: Aviary, browsers: dict[Session, Browser]) -> None:
        self.aviary = aviary
        self.browsers = browsers
        self.findings = Findings({session: {} for session in browsers})
        self.answers: dict[tuple[Session, str], Answer] = {}

    @property
    def requests(self) -> int:
        """How many requests its browsers made."""
        return sum(browser.requests for browser in self.browsers.values())

    def visit(self, session: Session, path: str, *, method: str = "GET", kind: Kind | None = None) -> Answer:
        """Asks for an address and notes what comes out; `kind` is the class of what is to be had there."""
        answer = self.browsers[session].send(method, path)
        self.note(session, answer, kind)
        return answer

    def note(self, session: Session, answer: Answer, kind: Kind | None = None) -> None:
        """Notes what came out."""
        reader, host = session
        if answer.status >= 500:
            self.findings.failed.append(f"{reader} {HOST_NAMES[host]}{answer.path}")
        told = answer.told()
        words = self.aviary.spot(told)
        if WRITTEN_OTHERWISE.search(told):
            words |= self.aviary.spot(unquote(told))
        if answer.headers.get("content-type") in {"image/png", "image/webp", "image/jpeg", "image/gif"} and answer.body:
            words |= self.aviary.spot_in_picture(answer.body)
        seen = self.findings.seen[session]
        for word in words:
            seen.setdefault(word, answer.path)
        self.touch(session, answer.path, kind)

    def touch(self, session: Session, path: str, kind: Kind | None = None) -> None:
        """Notes what was asked for; without a class, of all classes."""
        kinds = tuple(Kind) if kind is None else (kind,)
        self.findings.touched |= {(surface, session[0], each) for surface in surfaces_at(path) for each in kinds}

    def follow(self, session: Session, starts: Iterable[str]) -> None:
        """Visits the addresses, and whatever they lead to on the session's host, each once."""
        own = session[1]
        waiting = list(starts)
        while waiting:
            path = waiting.pop()
            if (session, path) in self.answers:
                continue
            answer = self.answers[session, path] = self.visit(session, path)
            waiting += [path for host, path in links(answer, own) if host is own]


surfaces_at = functools.cache(register.surfaces_at)


def links(answer: Answer, host: Host) -> list[tuple[Host, str]]:
    """Where an answer leads on our hosts."""
    found: list[str] = []
    if "location" in answer.headers:
        found.append(answer.headers["location"])
    if answer.headers.get("content-type", "").split(";")[0] in {"text/html", "application/xml", "application/rss+xml"}:
        for address, sources, element in LINK.findall(answer.text):
            found += [address, element, *(source.split()[0] for source in sources.split(",") if source.split())]
    base = f"http://{HOST_NAMES[host]}{answer.path}"
    targets = []
    for address in found:
        if not address:
            continue
        parts = urlsplit(urljoin(base, html.unescape(address)))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.scheme == "http" and parts.hostname in HOSTS and not path.startswith(NOT_FOLLOWED):
            targets.append((HOSTS[parts.hostname], path or "/"))
    return targets

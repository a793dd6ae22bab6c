"""The one way out: HTTP to addresses that somebody typed, and never to a machine of our own network."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 5, 10, 20
LONGEST_ANSWER = 64 * 1024
MOST_REDIRECTS = 3
# Only these send the same again to where they lead.
REDIRECTS = {307, 308}
# Addresses that carry another one within, by which a private one could be reached.
WITHIN_6 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """An address that nothing is sent to; the text says why."""


class Failed(Exception):
    """Nothing came back, or not what can be read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the beginning of the body, as far as anybody could need it."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was looked up: `ip` is the one to connect to, whatever the name leads to a moment later."""

    url: str
    hostname: str
    ip: str


def check(url: str) -> Target:
    """Looks an address up; raises Refused unless all that it leads to is on the public internet.

    settings.OUTBOUND_LOOPBACK also allows this machine itself, and `http://`, for demonstrations and tests.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused(_("This is no web address.")) from None
    hostname = parts.hostname or ""
    if parts.scheme not in ({"https", "http"} if settings.OUTBOUND_LOOPBACK else {"https"}):
        raise Refused(_("Begin with https://."))
    if not hostname or parts.username is not None or parts.password is not None:
        raise Refused(_("Give a host name, and no user name or password."))
    addresses = _addresses(hostname, port or (443 if parts.scheme == "https" else 80))
    if not addresses or not all(_allowed(address) for address in addresses):
        raise Refused(_("This leads into a private network, where nothing is sent."))
    return Target(url, hostname, str(addresses[0]))


def _addresses(hostname: str, port: int) -> list[Address]:
    try:
        return [ipaddress.ip_address(hostname)]
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused(_("There is no host of that name.")) from None
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def _allowed(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return _allowed(inner)
        if any(address in network for network in WITHIN_6):
            return False
    if settings.OUTBOUND_LOOPBACK and address.is_loopback:
        return True
    return address.is_global and not address.is_multicast and not address.is_reserved


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Sends a body; raises Refused, at each redirect too, and Failed."""
    deadline = time.monotonic() + WHOLE_SECONDS
    for _step in range(MOST_REDIRECTS + 1):
        answer, location = _send(check(url), body, headers, deadline)
        if answer.status not in REDIRECTS or not location:
            return answer
        url = urljoin(url, location)
    raise Failed(_("It leads on and on."))


def _send(target: Target, body: bytes, headers: Mapping[str, str], deadline: float) -> tuple[Answer, str]:
    url = httpx.URL(target.url)
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    # Connects to the address that was checked; the certificate is still that of the name.
    request_headers = {**headers, "Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"}
    try:
        with (
            httpx.Client(trust_env=False, follow_redirects=False, timeout=timeout, verify=_tls()) as client,
            client.stream(
                "POST",
                url.copy_with(host=target.ip),
                content=body,
                headers=request_headers,
                extensions={"sni_hostname": target.hostname},
            ) as response,
        ):
            received = b""
            for piece in response.iter_raw(8192):
                received += piece
                if len(received) > LONGEST_ANSWER or time.monotonic() > deadline:
                    break
            return Answer(response.status_code, received[:LONGEST_ANSWER]), response.headers.get("Location", "")
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
        raise Failed(type(error).__name__) from None


def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()

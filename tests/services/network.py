"""Tests talk to this machine only: any other address is refused before a packet leaves."""

import ipaddress
import sys
from typing import Any


class OutsideNetworkError(RuntimeError):
    """A test tried to reach another machine."""


def stay_on_this_machine() -> None:
    """Refuse connections and name look-ups that leave this machine, for the rest of this process."""
    sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        # Unix sockets have a path for an address.
        if isinstance(address, tuple):
            _refuse_outside(str(address[0]))
    elif event == "socket.getaddrinfo" and arguments[0]:
        host = arguments[0]
        _refuse_outside(host.decode() if isinstance(host, bytes) else str(host))


def _refuse_outside(host: str) -> None:
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return
    try:
        inside = ipaddress.ip_address(name).is_loopback or ipaddress.ip_address(name).is_unspecified
    except ValueError:
        inside = False
    if not inside:
        raise OutsideNetworkError(f"A test tried to reach {host}; tests talk to this machine only.")

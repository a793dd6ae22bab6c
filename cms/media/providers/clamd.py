"""Asks a ClamAV daemon about a file, over its INSTREAM command."""

import socket
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SECONDS = 30
CHUNK = 64 * 1024
ANSWER_LIMIT = 4096


class ScannerError(Exception):
    """The scanner was away, too slow, or gave no verdict; the message says which, for the log."""


def signature(content: bytes, address: str) -> str:
    """The name of the malware that the content holds, or nothing when it is clean; raises ScannerError."""
    try:
        with connection(address) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                scanner.sendall(len(chunk).to_bytes(4, "big") + chunk)
            scanner.sendall(bytes(4))
            answer = _read(scanner)
    except OSError as error:
        raise ScannerError(f"{address}: {error}") from error
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerError(f"{address} answered {answer!r}")


def connection(address: str) -> socket.socket:
    """A connection to `unix:///PATH` or `tcp://HOST:PORT`; raises OSError, or ImproperlyConfigured for other words."""
    url = urlsplit(address)
    if url.scheme == "unix" and url.path:
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(SECONDS)
        try:
            scanner.connect(url.path)
        except OSError:
            scanner.close()
            raise
        return scanner
    if url.scheme == "tcp" and url.hostname and url.port:
        return socket.create_connection((url.hostname, url.port), timeout=SECONDS)
    raise ImproperlyConfigured(f"CLAMD_ADDRESS is {address!r}; write unix:///PATH or tcp://HOST:PORT.")


def _read(scanner: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < ANSWER_LIMIT:
        part = scanner.recv(ANSWER_LIMIT)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace")

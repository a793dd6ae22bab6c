"""Asks a server for many pages over several connections at once: with wrk, or by ourselves where there is no wrk.

`python -m bench.load HOST PORT PATHS SECONDS COOKIE` is our own client, in a process of its own; it prints JSON.
"""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.results import ROOT

CONNECTIONS = 16
SCRIPT = Path(__file__).parent / "paths.lua"


@dataclass
class Load:
    """What came back: answers, those of them that were no 200, and for how many seconds it was asked."""

    answers: int
    failures: int
    seconds: float


def tool() -> str:
    """The client in use."""
    return "wrk" if shutil.which("wrk") else "a client of our own"


def load(host: str, port: int, paths: Path, seconds: int, cookie: str = "") -> Load:
    """Asks for the paths (a file, one a line, JSON to be posted behind a tab) in turn.

    Raises RuntimeError if any answer was not a page.
    """
    ask = _with_wrk if shutil.which("wrk") else _with_own
    found = ask(host, port, paths, seconds, cookie)
    if found.failures or not found.answers:
        raise RuntimeError(f"{found.failures} of {found.answers} answers to {paths.name} were no page")
    return found


def _with_wrk(host: str, port: int, paths: Path, seconds: int, cookie: str) -> Load:
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(SCRIPT), f"http://127.0.0.1:{port}"]
    environment = {**os.environ, "BENCH_PATHS": str(paths), "BENCH_HOST": f"{host}:{port}"}
    if cookie:
        environment["BENCH_COOKIE"] = cookie
    text = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    total = re.search(r"(\d+) requests in ([\d.]+)s", text)
    if total is None:
        raise RuntimeError(f"wrk did not say how much it asked: {text}")
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    failures = int(failed[1]) if failed else 0
    failures += sum(int(number) for number in broken.groups()) if broken else 0
    if failures:
        # An error of the server and an answer that took more than two seconds are not the same.
        print(*(each[0] for each in (failed, broken) if each), sep="\n", file=sys.stderr)
    return Load(int(total[1]), failures, float(total[2]))


def _with_own(host: str, port: int, paths: Path, seconds: int, cookie: str) -> Load:
    command = [sys.executable, "-m", "bench.load", host, str(port), str(paths), str(seconds), cookie]
    text = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Load(**json.loads(text))


def main() -> None:
    """Our own client: as many threads as connections."""
    host, port, file, seconds, cookie = sys.argv[1:]
    paths = Path(file).read_text(encoding="utf-8").splitlines()
    counts = [0] * CONNECTIONS
    failures = [0] * CONNECTIONS
    began = time.monotonic()

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
        position = number * len(paths) // CONNECTIONS
        while time.monotonic() < began + float(seconds):
            path, _, body = paths[position % len(paths)].partition("\t")
            headers = {"Host": f"{host}:{port}", "Cookie": cookie, "Content-Type": "application/json"}
            connection.request("POST" if body else "GET", path, body.encode() or None, headers)
            response = connection.getresponse()
            response.read()
            counts[number] += 1
            failures[number] += response.status != http.client.OK
            position += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(asdict(Load(sum(counts), sum(failures), time.monotonic() - began))))


if __name__ == "__main__":
    main()

"""Shared pages: the page cache and nginx in front, beside stock Wagtail, its cached twin, and files from disk."""

import http.client
import json
import signal
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import content, processes
from bench.api import another_server, cold_start, memory
from bench.load import CONNECTIONS, load, tool
from bench.pages import HOST, frontdoor, stock
from bench.results import table
from deploy import web_server
from deploy.process import answers, free_port, private_folder, server
from tests.services import redis

TITLE = "Shared pages"
FILES = """
pid {folder}/nginx.pid;
worker_processes 2;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; tcp_nopush on; default_type text/html; open_file_cache max=20000;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {root}; index page.html; server_tokens off; {headers} }}
}}
"""
# Headers that nginx writes itself, or that are not for readers.
NGINX_SETS = {
    "connection",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "server",
    "surrogate-generation",
    "surrogate-key",
    "transfer-encoding",
    "x-accel-expires",
}


@dataclass
class Way:
    """A way to be served: the port asked, the process whose time counts, a session to send, and what was measured."""

    port: int
    server: int
    session: str = ""
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    @property
    def memory(self) -> int:
        """What its largest worker takes now, in MB."""
        return max(memory(self.server))

    def run(self, paths: Path, seconds: int) -> None:
        """One run."""
        before = processes.cpu_seconds(self.server)
        found = load(HOST, self.port, paths, seconds, cookie=self.session)
        self.rates.append(found.answers / found.seconds)
        self.costs.append((processes.cpu_seconds(self.server) - before) / found.answers)

    @property
    def rate(self) -> float:
        """Answers a second, the median of all runs."""
        return statistics.median(self.rates)


def measure(*, quick: bool) -> list[str]:
    """The section's lines."""
    number, runs, seconds = (50, 1, 2) if quick else (1000, 3, 10)
    pages = content.site(number)
    data = processes.folder() / "cached-pages.json"
    data.write_text(json.dumps(pages), encoding="utf-8")
    addresses = [f"/{page['section']}/{page['slug']}/" for page in pages if page["section"]]
    paths = processes.folder() / "cached-paths.txt"
    paths.write_text("\n".join(addresses), encoding="utf-8")
    with ExitStack() as running:
        database = running.enter_context(processes.database("postgresql"))
        cache = running.enter_context(redis.start())
        plain = running.enter_context(stock(database, data))
        stock_cached = running.enter_context(
            processes.server("stock.wsgi", {**plain.env, "SITE_CACHE": cache}, HOST, plain.folder)
        )
        off = running.enter_context(frontdoor(database, data, PAGE_CACHE="off"))
        session = processes.python("-m", "bench.inside.session", env=off.env).strip()
        in_memory = running.enter_context(another_server(off.url, PAGE_CACHE="memory"))
        in_redis = running.enter_context(another_server(off.url, PAGE_CACHE="redis", REDIS_URL=cache))
        purges = free_port()
        told = {"PAGE_CACHE": "memory", "NGINX_PURGE_URLS": f"http://127.0.0.1:{purges}/purge"}
        behind = running.enter_context(another_server(off.url, **told))
        front = running.enter_context(nginx_before(behind[0], purges))
        files = running.enter_context(nginx_of_files(off.port, addresses))
        ways = {
            "stock Wagtail": Way(plain.port, plain.server),
            "stock Wagtail behind Django's per-site cache on Redis": Way(*stock_cached),
            "Frontdoor, page cache off": Way(off.port, off.server),
            "Frontdoor, signed-in staff": Way(off.port, off.server, session),
            "Frontdoor, page cache in memory": Way(*in_memory),
            "Frontdoor, page cache on Redis": Way(*in_redis),
            "nginx in front of Frontdoor": Way(*front),
            "nginx, the same bytes from files": Way(*files),
        }
        # So long that each process has made all pages once.
        for way in ways.values():
            load(HOST, way.port, paths, 2 * seconds, cookie=way.session)
        for _ in range(runs):
            for way in ways.values():
                way.run(paths, seconds)
        held = {name: way.memory for name, way in ways.items() if not name.startswith("nginx")}
        start = cold_start(off.url, runs)
    return [
        f"{number} pages on PostgreSQL, warm; {processes.WORKERS} gunicorn workers of {processes.THREADS} threads; "
        f"{CONNECTIONS} connections with {tool()} on the same machine; median of {runs} runs of {seconds} s.",
        "",
        *report(ways),
        "",
        *table(("", "MB held by the largest worker after these runs"), *held.items()),
        "",
        f"From the command until the first page is answered: {start:.1f} s.",
    ]


def report(ways: dict[str, Way]) -> list[str]:
    """The ways as a table, and the ratios that count."""
    rows: list[tuple[object, ...]] = [("", "answers a second", "runs", "server CPU for each", "times stock")]
    plain, twin, off, staff, memory, shared, front, files = ways.values()
    for name, way in ways.items():
        runs = ", ".join(f"{rate:.0f}" for rate in way.rates)
        cost = f"{statistics.median(way.costs) * 1000:.2f} ms"
        rows.append((name, f"{way.rate:.0f}", runs, cost, f"{way.rate / plain.rate:.2f}"))
    return [
        *table(*rows),
        "",
        f"In memory {memory.rate / plain.rate:.1f} and on Redis {shared.rate / plain.rate:.1f} times stock Wagtail, "
        f"{memory.rate / twin.rate:.2f} and {shared.rate / twin.rate:.2f} times its cached twin; nginx in front "
        f"{front.rate / files.rate:.2f} of files; cache off {off.rate / plain.rate:.2f} and signed-in staff "
        f"{staff.rate / plain.rate:.2f} of stock Wagtail's anonymous page.",
    ]


@contextmanager
def nginx_before(upstream: int, purges: int) -> Iterator[tuple[int, int]]:
    """nginx with the configuration of deploy/nginx, which is told what is stale: its port and process."""
    port = free_port()
    static = processes.folder() / "static"
    with web_server.in_front_of(web_server.program(), upstream, port, purges, static) as process:
        yield port, process


@contextmanager
def nginx_of_files(source: int, addresses: list[str]) -> Iterator[tuple[int, int]]:
    """nginx with the pages of a server as files, and the headers of the last of them on each: its port and process."""
    root = processes.folder() / "files"
    headers: list[tuple[str, str]] = []
    with closing(http.client.HTTPConnection("127.0.0.1", source, timeout=60)) as connection:
        for address in addresses:
            connection.request("GET", address, headers={"Host": f"{HOST}:{source}"})
            folder = root / address.strip("/")
            folder.mkdir(parents=True, exist_ok=True)
            response = connection.getresponse()
            (folder / "page.html").write_bytes(response.read())
            headers = [(name, value) for name, value in response.getheaders() if name.lower() not in NGINX_SETS]
    for folder in (processes.folder(), root):
        folder.chmod(0o755)
    port = free_port()
    with private_folder(None) as folder:
        folder.chmod(0o755)
        lines = " ".join(f"add_header {name} '{value.replace(chr(39), chr(92) + chr(39))}';" for name, value in headers)
        text = FILES.format(folder=folder, port=port, root=root, headers=lines)
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        command = [web_server.program(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
        with server(command, None, folder, lambda: answers(port), signal.SIGQUIT) as process:
            yield port, process

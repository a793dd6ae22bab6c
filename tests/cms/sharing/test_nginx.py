"""A real nginx with the configuration of deploy/nginx: it keeps what is shared, and forgets it when it is told to."""

import http.client
import http.server
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from cms.sharing.backends import nginx
from deploy.process import free_port
from deploy.web_server import in_front_of
from tests.services.state import Services

pytestmark = [pytest.mark.needs("nginx"), pytest.mark.once]


@dataclass
class Origin:
    """Something that answers as Frontdoor does; `generation` is that of the answers it gives."""

    port: int = 0
    purges: int = 0
    front: int = 0
    generation: int = 100
    asked: list[str] = field(default_factory=list)
    may_answer: threading.Event = field(default_factory=threading.Event)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """Asks nginx."""
        connection = http.client.HTTPConnection("127.0.0.1", self.front, timeout=10)
        sent = {"Host": "www.localhost", **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection.request("GET", path, headers=sent)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, text

    def purge(self, generation: int, *keys: str) -> None:
        """Tells nginx as Frontdoor does."""
        nginx.purge(f"http://127.0.0.1:{self.purges}/purge", keys, generation)


@pytest.fixture(scope="module")
def _origin(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Origin]:
    origin = Origin(port=free_port(), purges=free_port(), front=free_port())

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            origin.asked.append(self.path)
            origin.may_answer.wait(10)
            said = f"{len(origin.asked)} {self.headers['Host']} {self.headers['X-Forwarded-Proto']}"
            body = f"answer {said}".encode()
            self.send_response(200)
            if self.path.startswith("/shared/"):
                # In the order in which Frontdoor says it: nginx once took the first word about caching for the last.
                self.send_header("Cache-Control", "public, max-age=0, must-revalidate")
                self.send_header("Surrogate-Key", f"access alerts page-{self.path.split('/')[2]}")
                self.send_header("Surrogate-Generation", str(origin.generation))
                self.send_header("X-Accel-Expires", f"@{int(time.time()) + 60}")
                self.send_header("Vary", "Cookie, Accept-Encoding")
                self.send_header("ETag", f'W/"{len(origin.asked)}"')
            else:
                self.send_header("Cache-Control", "private, no-store")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", origin.port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    static = tmp_path_factory.mktemp("static")
    with in_front_of(services.running["nginx"], origin.port, origin.front, origin.purges, static):
        yield origin
    server.shutdown()
    server.server_close()


@pytest.fixture
def origin(_origin: Origin) -> Origin:
    """Nothing is kept of what earlier tests were given."""
    _origin.generation += 10
    _origin.may_answer.set()
    _origin.purge(_origin.generation - 5, "everything")
    _origin.asked.clear()
    return _origin


def test_it_keeps_what_is_shared_and_nothing_else(origin: Origin) -> None:
    status, headers, first = origin.get("/shared/1/")
    assert (status, first.split()[2:]) == (200, ["www.localhost", "http"])
    assert not {"surrogate-key", "surrogate-generation", "x-accel-expires"} & set(headers)
    assert "/" not in headers["server"]
    assert origin.get("/shared/1/")[2] == first
    assert origin.get("/shared/1/", If_None_Match=headers["etag"])[0] == 304
    assert origin.asked == ["/shared/1/"]
    for known in ({"Cookie": "a=b; __Host-session=x"}, {"Authorization": "Bearer x"}):
        assert len({origin.get("/shared/1/", **known)[2] for _ in range(2)} - {first}) == 2
    assert len({origin.get("/private/")[2] for _ in range(2)}) == 2
    assert origin.get("/shared/1/", Cookie="a=b")[2] == first
    assert origin.get("/shared/1/", Accept_Encoding="gzip")[2] != first


def test_a_purge_takes_what_shows_the_key_and_nothing_else(origin: Origin) -> None:
    one, two = origin.get("/shared/1/")[2], origin.get("/shared/2/")[2]
    origin.purge(origin.generation + 1, "page-1")
    origin.generation += 2
    assert origin.get("/shared/1/")[2] != one
    assert origin.get("/shared/2/")[2] == two
    for key in ("access", "everything"):
        two = origin.get("/shared/2/")[2]
        origin.purge(origin.generation + 1, key)
        origin.generation += 2
        assert origin.get("/shared/2/")[2] != two


def test_an_answer_that_was_under_way_when_it_was_purged_is_not_kept(origin: Origin) -> None:
    origin.purge(origin.generation + 1, "page-3")
    late = origin.get("/shared/3/")[2]
    assert origin.get("/shared/3/")[2] != late


def test_many_that_miss_at_once_are_one_to_the_server_behind(origin: Origin) -> None:
    origin.may_answer.clear()
    readers = [http.client.HTTPConnection("127.0.0.1", origin.front, timeout=10) for _ in range(50)]
    for reader in readers:
        reader.request("GET", "/shared/4/", headers={"Host": "www.localhost"})
    origin.may_answer.set()
    assert len({reader.getresponse().read() for reader in readers}) == 1
    for reader in readers:
        reader.close()
    assert len(origin.asked) == 1


def test_what_is_no_purge_is_refused(origin: Origin) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", origin.purges, timeout=10)
    connection.request("POST", "/purge", "nonsense")
    assert connection.getresponse().status == 400
    connection.close()
    with pytest.raises(OSError, match="404"):
        nginx.purge(f"http://127.0.0.1:{origin.purges}/elsewhere", ["page-1"], 1)

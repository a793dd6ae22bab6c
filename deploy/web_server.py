"""nginx as a child process, with the configuration of deploy/nginx, in front of something."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy import packages
from deploy.process import ServiceAwayError, answers, private_folder, server

CONFIGURATION = Path(__file__).resolve().parent / "nginx"
LUA = Path("/usr/lib/nginx/modules/ngx_http_lua_module.so")
MAIN = """
load_module {modules}/ndk_http_module.so;
load_module {modules}/ngx_http_lua_module.so;
pid {folder}/nginx.pid;
worker_processes 2;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/frontdoor.conf;
}}
"""


def program() -> str:
    """The path of nginx, installed with its Lua module where they are missing.

    Raises ServiceAwayError where that cannot be.
    """
    if not shutil.which("nginx") or not LUA.exists():
        packages.install("nginx", "libnginx-mod-http-lua")
    if not shutil.which("nginx") or not LUA.exists():
        raise ServiceAwayError("nginx or its Lua module was not found")
    return str(shutil.which("nginx"))


@contextmanager
def in_front_of(
    nginx: str, upstream: int, port: int, purges: int, static: Path, certificate: Path | None = None
) -> Iterator[int]:
    """The process of an nginx on a port, before what listens on another, that takes purges on a third.

    `certificate` is a folder with fullchain.pem and privkey.pem, for TLS on that port.
    """
    with private_folder(None) as folder:
        text = (CONFIGURATION / "frontdoor.conf").read_text(encoding="utf-8")
        for ours, theirs in (
            ("127.0.0.1:8000", f"127.0.0.1:{upstream}"),
            ("listen 80 default_server;", listen(port, certificate)),
            ("127.0.0.1:8081", f"127.0.0.1:{purges}"),
            ("/var/cache/nginx/frontdoor", f"{folder}/cache"),
            ("/etc/nginx/frontdoor/", f"{CONFIGURATION}/"),
            ("/srv/frontdoor/static", str(static)),
        ):
            if ours not in text:
                raise RuntimeError(f"{ours} is not in the configuration of nginx")
            text = text.replace(ours, theirs)
        (folder / "frontdoor.conf").write_text(text, encoding="utf-8")
        (folder / "nginx.conf").write_text(MAIN.format(modules=LUA.parent, folder=folder), encoding="utf-8")
        folder.chmod(0o755)
        command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
        with server(command, None, folder, lambda: answers(port), signal.SIGQUIT) as process:
            yield process


def listen(port: int, certificate: Path | None) -> str:
    """The directives for a port on the loopback address."""
    if certificate is None:
        return f"listen 127.0.0.1:{port} default_server;"
    return (
        f"listen 127.0.0.1:{port} ssl http2 default_server; listen [::1]:{port} ssl http2 default_server;"
        f"ssl_certificate {certificate}/fullchain.pem; ssl_certificate_key {certificate}/privkey.pem;"
    )

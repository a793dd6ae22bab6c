"""Run production's settings on this machine until Ctrl-C, with PostgreSQL, Redis and nginx from Debian.

Called by `make serve`, with the port for TLS in PORT. What it makes lies in var/serve and is there at the next start.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from deploy import demo, packages, postgresql, web_server
from deploy.process import ServiceAwayError, account, answers, free_port, run, server

DATA = demo.ROOT / "var" / "serve"
HOSTS = {"website": "www.localhost", "intranet": "intranet.localhost", "extranet": "extranet.localhost"}
ADMINISTRATOR = "admin@localhost.example"
DURABLE = {"timezone": "UTC", "max_connections": "100"}


def main() -> int:
    """Prepare, run until stopped, and return the exit code."""
    for number in demo.STOP_SIGNALS:
        signal.signal(number, demo.stop)
    try:
        port = demo.read_port()
        with ExitStack() as running:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "cms.settings.base",
                "SECRET_KEY": kept_secret("secret-key"),
                "ALLOWED_HOSTS": ",".join(HOSTS.values()),
                "ADMIN_URL": f"https://{HOSTS['intranet']}:{port}",
                "DATABASE_URL": running.enter_context(database()),
                "REDIS_URL": running.enter_context(redis()),
                "BEHIND_TLS_PROXY": "true",
                "MEDIA_ROOT": str(DATA / "media"),
                "STATIC_ROOT": str(DATA / "static"),
            }
            environment.setdefault("LOG_LEVEL", "WARNING")
            inner, purges = free_port(), free_port()
            environment["NGINX_PURGE_URLS"] = f"http://127.0.0.1:{purges}/purge"
            password = prepare(environment)
            services: dict[str, subprocess.Popen[bytes]] = {}
            try:
                for name, command in demo.commands(inner).items():
                    services[name] = running.enter_context(demo.child(command, environment))
                demo.wait_for_server(inner, services)
                static = Path(environment["STATIC_ROOT"])
                nginx = web_server.program()
                running.enter_context(web_server.in_front_of(nginx, inner, port, purges, static, certificate()))
                announce(port, password)
                while True:
                    demo.check(services)
                    time.sleep(0.5)
            finally:
                for process in services.values():
                    process.terminate()
    except (demo.DemoError, ServiceAwayError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


def database() -> AbstractContextManager[str]:
    """PostgreSQL with its data in var/serve/postgresql; its account must be able to get there."""
    owner = account("postgres")
    folder = DATA / "postgresql"
    folder.mkdir(parents=True, exist_ok=True)
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    return postgresql.database(folder, owner, DURABLE)


@contextmanager
def redis() -> Iterator[str]:
    """Redis, which keeps nothing: it is a cache."""
    program = packages.program("redis-server")
    port = free_port()
    folder = DATA / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with server(command, None, folder, lambda: answers(port), signal.SIGTERM):
        yield f"redis://127.0.0.1:{port}/0"


def prepare(environment: dict[str, str]) -> str:
    """Bring the database and the static files up to date; returns the password of the first administrator, if new."""
    demo.manage("Bringing the database up to date", environment, "migrate", "--verbosity=0")
    hosts = [argument for name, host in HOSTS.items() for argument in (f"--{name}", host)]
    demo.manage("Making the sites", environment, "create_sites", "--council=Northmere Council", *hosts)
    demo.manage("Collecting style sheets and scripts", environment, "collectstatic", "--noinput", "--verbosity=0")
    mark = DATA / "administrator"
    if mark.exists():
        return ""
    password = secrets.token_urlsafe(12)
    first = {**environment, "DJANGO_SUPERUSER_PASSWORD": password, "DJANGO_SUPERUSER_EMAIL": ADMINISTRATOR}
    demo.manage("Making the first administrator", first, "createsuperuser", "--noinput", "--verbosity=0")
    demo.manage("Letting them into the intranet", environment, "grant_audience", ADMINISTRATOR, "staff")
    mark.write_text(ADMINISTRATOR, encoding="utf-8")
    return password


def kept_secret(name: str) -> str:
    """A random text that is the same at each start, readable by its owner alone."""
    DATA.mkdir(parents=True, exist_ok=True)
    path = DATA / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def certificate() -> Path:
    """The folder of a certificate for the three hosts that we sign ourselves, made once."""
    folder = DATA / "certificate"
    if not (folder / "fullchain.pem").exists():
        folder.mkdir(parents=True, exist_ok=True)
        names = ",".join(f"DNS:{host}" for host in HOSTS.values())
        run(
            [
                *(packages.program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "825"),
                *("-subj", f"/CN={HOSTS['website']}", "-addext", f"subjectAltName={names}"),
                *("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"),
            ],
            None,
            folder,
        )
    return folder


def announce(port: int, password: str) -> None:
    """Print where the sites are, and the password that is shown once."""
    suffix = "" if port == 443 else f":{port}"
    print("\nProduction's settings are being served, with a certificate that browsers warn of:\n")
    for name, host in HOSTS.items():
        print(f"  {name:<10}https://{host}{suffix}/")
    print(f"  {'admin':<10}https://{HOSTS['intranet']}{suffix}/admin/")
    if password:
        print(f"\nThe first administrator is {ADMINISTRATOR} with the password {password} (shown this once).")
    print("\nStop with Ctrl-C.", flush=True)


if __name__ == "__main__":
    sys.exit(main())

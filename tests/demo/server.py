"""Start the demo council for one test process: its own database, files and port, the processes that `make demo` runs.

Seeding takes long, so what it makes is kept in `var/test-demo` under a fingerprint of all that it depends on; each
server works on a copy.
"""

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from deploy import demo as runner
from deploy.process import free_port

STORE = runner.ROOT / "var" / "test-demo"
# Settings of the test process that the demo's processes must not inherit.
OWN_SETTINGS = {"ADMIN_URL", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "SECRET_KEY"}
PROCESSES = ("server", "worker")
DATABASE = "demo.sqlite3"
INVENTORY = "inventory.json"


@contextmanager
def running() -> Iterator[tuple[int, Path]]:
    """Yield the port of a seeded demo council and the folder of its data; raises DemoError when it does not start."""
    STORE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=STORE, prefix="run-") as name, ExitStack() as processes:
        folder, port = Path(name), free_port()
        _copy_seeded(folder, port)
        environment = environment_for(folder, port)
        commands = runner.commands(port)
        services = {each: processes.enter_context(runner.child(commands[each], environment)) for each in PROCESSES}
        runner.wait_for_server(port, services)
        yield port, folder


def environment_for(folder: Path, port: int) -> dict[str, str]:
    """The environment variables by which the demo's processes find the data in this folder."""
    inherited: Mapping[str, str] = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "LOG_LEVEL": "WARNING",
    }


def _copy_seeded(folder: Path, port: int) -> None:
    with (STORE / "lock").open("w") as lock:
        # One test process makes it; those beside it wait and copy.
        fcntl.flock(lock, fcntl.LOCK_EX)
        seeded_by = ("migrations", *runner.PACKAGES)
        seeded = _kept("seeded", seeded_by, _seed)
        content = _kept("content", (*seeded_by, "tests/demo"), lambda folder: _complete(folder, seeded))
        static = _kept("static", ("themes",), _collect)
        shutil.copytree(content / "media", folder / "media", copy_function=os.link)
        shutil.copytree(static / "static", folder / "static", copy_function=os.link)
        shutil.copy(content / INVENTORY, folder)
        shutil.copy(content / DATABASE, folder)
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            database.execute("UPDATE wagtailcore_site SET port = ?", [port])
            database.commit()


def _kept(name: str, sources: tuple[str, ...], make: Callable[[Path], None]) -> Path:
    """The folder with what `make` makes of these sources, made now unless it is there; older ones go."""
    lock = runner.ROOT / "requirements.txt"
    paths = [lock, *(path for source in sources for path in runner.files(source))]
    folder = STORE / f"{name}-{runner.fingerprint(paths, '')[:16]}"
    if not folder.exists():
        for old in STORE.glob(f"{name}-*"):
            shutil.rmtree(old)
        with tempfile.TemporaryDirectory(dir=STORE, prefix="making-") as making:
            make(Path(making))
            Path(making).rename(folder)
            Path(making).mkdir()
    return folder


def _seed(folder: Path) -> None:
    (folder / "media").mkdir()
    environment = environment_for(folder, 8000)
    runner.manage("Making the database", environment, "migrate", "--verbosity=0")
    runner.manage("Filling in the demo council", environment, "seed_demo", "--port=8000")
    _drain(environment)


def _complete(folder: Path, seeded: Path) -> None:
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    environment = environment_for(folder, 8000)
    run = f"from tests.demo import inventory, specimens; specimens.add(); inventory.write({str(folder / INVENTORY)!r})"
    runner.manage("Adding what only tests look at", environment, "shell", "--no-imports", "-c", run)
    _drain(environment)


def _collect(folder: Path) -> None:
    environment = environment_for(folder, 8000)
    runner.manage("Collecting style sheets and scripts", environment, "collectstatic", "--noinput", "--verbosity=0")


def _drain(environment: dict[str, str]) -> None:
    """Do the work that was left to the worker, so that none of it is in the way of a test."""
    runner.manage(
        "Doing what is left to do", environment, "db_worker", "--batch", "--no-startup-delay", "--verbosity=0"
    )
    runner.manage("Letting the clock strike", environment, "clock", "--once")

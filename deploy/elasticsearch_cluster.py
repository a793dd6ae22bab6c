"""Several Elasticsearch servers of this machine as one cluster, each of which can be killed and begun again."""

import os
import pwd
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deploy import elasticsearch
from deploy.process import free_port

SIZE, HEAP = 3, "512m"


@dataclass
class Node:
    """A server with ports, folder and settings that it keeps through all its lives; `group` is its process group, 0
    while it is dead."""

    home: Path
    folder: Path
    owner: pwd.struct_passwd | None
    port: int
    options: dict[str, object]
    brief: bool
    group: int = 0
    life: ExitStack = field(default_factory=ExitStack)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def begin(self) -> None:
        """Starts it; nobody waits until it answers."""
        how: dict[str, Any] = {"heap": HEAP, "port": self.port, "wait": False, "brief": self.brief}
        running = elasticsearch.node(self.home, self.folder, self.owner, self.options, **how)
        _, self.group = self.life.enter_context(running)

    def kill(self) -> None:
        """Ends all its processes, if it lives, without a chance to say goodbye."""
        if self.group:
            os.killpg(self.group, signal.SIGKILL)
            self.group = 0
        self.life.close()


@contextmanager
def cluster(home: Path, folder: Path, owner: pwd.struct_passwd | None, *, brief: bool) -> Iterator[dict[str, Node]]:
    """Run three nodes, their data below the folder; yields them by name when they have found each other.

    `brief` is as for elasticsearch.node. Raises ServiceAwayError where they do not.
    """
    transport = {f"node-{number}": free_port() for number in range(SIZE)}
    nodes = {}
    for name, port in transport.items():
        own = folder / name
        own.mkdir()
        options: dict[str, object] = {
            "cluster.name": "frontdoor",
            "node.name": name,
            "transport.port": port,
            "discovery.seed_hosts": [f"127.0.0.1:{each}" for each in transport.values()],
            "cluster.initial_master_nodes": list(transport),
        }
        nodes[name] = Node(home, own, owner, free_port(), options, brief)
    with ExitStack() as running:
        for node in nodes.values():
            node.begin()
            running.callback(node.kill)
        for node in nodes.values():
            elasticsearch.wait_for(node.address, nodes=SIZE)
        yield nodes

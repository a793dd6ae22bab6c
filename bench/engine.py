"""Elasticsearch of the benchmarks' own, whose processes are known."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy import elasticsearch, elasticsearch_cluster
from deploy.process import account, free_port, private_folder

HEAP = "1g"


@dataclass(frozen=True, slots=True)
class Engine:
    """A server: its address, its port, and the process below which all of it runs."""

    address: str
    port: int
    process: int


@contextmanager
def start(folder: Path | None = None, port: int = 0) -> Iterator[Engine]:
    """Runs a server, with its data in that folder if one is named."""
    owner = account("elasticsearch", "nobody")
    port = port or free_port()
    with private_folder(owner) as programs, private_folder(owner) as own:
        home = elasticsearch.unpack(programs)
        with elasticsearch.node(home, folder or own, owner, heap=HEAP, port=port) as (address, process):
            yield Engine(address, port, process)


@contextmanager
def cluster() -> Iterator[dict[str, elasticsearch_cluster.Node]]:
    """Runs three servers as one cluster; yields them by name."""
    owner = account("elasticsearch", "nobody")
    with private_folder(owner) as programs, private_folder(owner) as folder:
        home = elasticsearch.unpack(programs)
        with elasticsearch_cluster.cluster(home, folder, owner, brief=False) as nodes:
            yield nodes

"""Reads the API as somebody."""

from typing import Any

from django.test import Client

from tests.council import HOSTS, Council


def client_on(council: Council, host: str, reader: str = "") -> Client:
    """A client of this reader (nobody without a name) on a host."""
    client = Client(headers={"host": HOSTS[host]})
    if reader:
        client.force_login(council.people[reader])
    return client


def read(client: Client, endpoint: str, **parameters: Any) -> Any:
    """The answer to GET below `/api/v1`."""
    return client.get(f"/api/v1{endpoint}", parameters)


def page(client: Client, path: str, **parameters: Any) -> Any:
    """The document of a page."""
    answer = read(client, "/pages/", path=path, **parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()

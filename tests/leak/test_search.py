"""The search engine tells no more than the database: every reader searches for what is hidden from them."""

import pytest

from search.backends import Query, backend
from tests.engine import on_elasticsearch
from tests.services.state import Services

from .crawler import Crawler
from .people import Browser
from .seeds import Council
from .test_crawl import search
from .truth import Host, Reader, comes_in

pytestmark = [pytest.mark.needs("elasticsearch"), pytest.mark.once]


def test_no_reader_finds_what_is_hidden(council: Council, services: Services, full: bool) -> None:
    found: list[str] = []
    missing: list[str] = []
    with on_elasticsearch(services.running["elasticsearch"]):
        answer = backend().search(Query(("title",), ("public",), "en-gb"))
        assert answer.engine == "elasticsearch" and answer.total
        for reader in Reader:
            for host in Host:
                if comes_in(reader, host):
                    browsers = {(reader, host): Browser(reader, host, council.people.get(reader))}
                    more, less = search(Crawler(council.aviary, browsers), council, reader, host, full=full)
                    found += more
                    missing += less
        assert backend().search(Query(("title",), ("public",), "en-gb")).engine == "elasticsearch"
    assert not found, "\n".join(found[:20])
    assert not missing, "\n".join(missing[:20])

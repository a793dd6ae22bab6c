"""The sizes of a picture are made when a page first shows it."""

import re

import pytest
from django.test import Client

from cms.core.branches import ensure_branches
from cms.website.pages import NewsIndexPage, NewsPage
from tests.council import HOSTS, add, picture

pytestmark = pytest.mark.once


@pytest.mark.django_db
def test_the_first_reader_of_a_page_gets_its_picture_in_all_sizes() -> None:
    home = ensure_branches(HOSTS, port=80, council="Testmere")["website"]
    index = add(home, NewsIndexPage, "news")
    news = add(index, NewsPage, "new", image=picture(1), image_alt="A colour", body=[])
    news.save_revision().publish()
    client = Client(headers={"host": HOSTS["website"]})
    for path in ("/news/", "/news/new/", "/news/"):
        page = client.get(path)
        assert page.status_code == 200
        sizes = re.findall(r"/media/images/[^\s\"]+", page.content.decode())
        assert sizes
        for size in sizes:
            response = client.get(size)
            assert response.status_code == 200, size
            assert response["Content-Type"].startswith("image/")
            assert b"".join(response)
            kept = client.get(size, headers={"if-none-match": response["ETag"]})
            assert (kept.status_code, kept.content, kept["Cache-Control"]) == (304, b"", "private, no-cache")

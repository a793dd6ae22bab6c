"""Files in a bucket, over HTTP: kept private, and read through short signed addresses only."""

import re
import socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Collection

from cms.media.models import MediaDocument, MediaImage
from intranet.models import IntranetContentPage
from tests.cms.media import files
from tests.council import HOSTS, add

pytestmark = [pytest.mark.django_db, pytest.mark.needs("s3"), pytest.mark.once]

CONTENT = b"What staff may read.\n"


@pytest.fixture
def page(bucket: Any, admin: Client, branches: dict[str, Any]) -> IntranetContentPage:
    """A page for staff that shows a picture and a document, both uploaded in the admin."""
    root = Collection.get_first_root_node().pk
    for url, name, content in (
        ("wagtailimages:add", "plan.jpg", files.telling("JPEG")),
        ("wagtaildocs:add", "plan.txt", CONTENT),
    ):
        data = {"title": "Plan", "description": "A plan", "collection": root}
        sent = admin.post(reverse(url), data | {"file": SimpleUploadedFile(name, content)})
        assert sent.status_code == 302
    body = [("image", {"image": MediaImage.objects.get(), "alt": "A plan"})]
    body += [("document", {"document": MediaDocument.objects.get(), "label": "Plan"})]
    made = add(branches["intranet"], IntranetContentPage, "plans", body=body)
    made.save_revision().publish()
    return made


def addresses(page: str) -> set[str]:
    """Where a page's files are."""
    return set(re.findall(r"/media/[^\s\"]+", page))


def test_uploads_are_kept_without_a_public_word(page: IntranetContentPage, bucket: Any) -> None:
    kept = {each.key for each in bucket.objects.all()}
    assert {"original_images/plan.jpg", "documents/plan.txt"} <= kept
    for each in bucket.objects.all():
        grants = each.Acl().grants
        assert [grant["Permission"] for grant in grants] == ["FULL_CONTROL"]
        assert not any("URI" in grant["Grantee"] for grant in grants)
    assert files.SECRET not in bucket.Object("original_images/plan.jpg").get()["Body"].read()


def test_a_reader_gets_a_signed_address_for_a_minute(page: IntranetContentPage, staff: Client, bucket: Any) -> None:
    shown = staff.get("/plans/").content.decode()
    assert bucket.name not in shown
    assert "X-Amz" not in shown
    document = MediaDocument.objects.get()
    answer = staff.get(document.url)
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.has_header("ETag")
    query = parse_qs(urlsplit(answer["Location"]).query)
    assert query["X-Amz-Expires"] == ["60"]
    assert query["X-Amz-Signature"]
    fetched = httpx.get(answer["Location"], headers={"Range": "bytes=5-9"})
    assert (fetched.status_code, fetched.content) == (206, CONTENT[5:10])
    fetched = httpx.get(answer["Location"])
    assert fetched.content == CONTENT
    assert fetched.headers["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert fetched.headers["Content-Type"].startswith("text/plain")
    head = staff.head(document.url)
    assert head.status_code == 302
    assert httpx.head(head["Location"]).status_code == 200
    # The method is part of what is signed.
    assert parse_qs(urlsplit(head["Location"]).query)["X-Amz-Signature"] != query["X-Amz-Signature"]


def test_pictures_come_from_here_and_are_kept_by_browsers(page: IntranetContentPage, staff: Client) -> None:
    pictures = {each for each in addresses(staff.get("/plans/").content.decode()) if "images" in each}
    assert pictures
    for each in pictures:
        first = staff.get(each)
        assert (first.status_code, first["Content-Type"]) == (200, "image/webp")
        assert b"".join(first).startswith(b"RIFF")
        assert first["Cache-Control"] == "private, no-cache"
        again = staff.get(each, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_who_may_not_see_the_page_learns_nothing(page: IntranetContentPage, staff: Client) -> None:
    tags = {each: staff.get(each).get("ETag", "*") for each in addresses(staff.get("/plans/").content.decode())}
    assert len(tags) >= 2
    for host in HOSTS.values():
        reader = Client(headers={"host": host})
        for address, tag in tags.items():
            absent = re.sub(r"/\d+/", "/999999/", address)
            for headers in ({}, {"if-none-match": tag}, {"range": "bytes=0-1"}):
                for method in ("GET", "HEAD"):
                    denied = reader.generic(method, address, headers=headers)
                    missing = reader.generic(method, absent, headers=headers)
                    assert denied.status_code == missing.status_code
                    assert denied.status_code in {302, 404}
                    location = denied.get("Location", "")
                    assert "X-Amz" not in location
                    assert {*denied.headers} == {*missing.headers}


def test_a_bucket_that_is_away_does_not_break_pages(
    page: IntranetContentPage, staff: Client, settings: Settings
) -> None:
    pictures = {each for each in addresses(staff.get("/plans/").content.decode()) if "images" in each}
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.AWS_S3_ENDPOINT_URL = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        settings.STORAGES = {**settings.STORAGES}
        assert staff.get("/plans/").status_code == 200
        answer = staff.get(pictures.pop())
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")

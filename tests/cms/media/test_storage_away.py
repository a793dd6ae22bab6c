"""Uploads while files cannot be stored, and uploads that nobody came back to."""

import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Collection, UploadedFile

from cms.media.models import MediaDocument, MediaImage
from tests.cms.media import files

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REASON = "This file could not be stored"
TEXT = ("a.txt", b"one")


def full(settings: Settings, tmp_path: Path) -> None:
    """Makes storage refuse all files, as a full disk does."""
    (tmp_path / "file").write_bytes(b"")
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "file"}}
    settings.STORAGES = settings.STORAGES | {"default": backend}


def given(name: str, content: bytes) -> dict[str, Any]:
    """What the forms for one file send."""
    root = Collection.get_first_root_node().pk
    return {"title": "T", "description": "D", "collection": root, "file": SimpleUploadedFile(name, content)}


def test_each_form_says_that_a_file_could_not_be_stored(admin: Client, settings: Settings, tmp_path: Path) -> None:
    assert admin.post(reverse("wagtaildocs:add"), given(*TEXT)).status_code == 302
    assert admin.post(reverse("wagtailimages:add"), given("a.png", files.picture())).status_code == 302
    document, image = MediaDocument.objects.get(), MediaImage.objects.get()
    kept = {document.file.name, image.file.name}
    full(settings, tmp_path)
    for url in (reverse("wagtaildocs:add"), reverse("wagtaildocs:edit", args=[document.pk])):
        answer = admin.post(url, given("b.txt", b"two"))
        assert (answer.status_code, REASON in answer.content.decode()) == (200, True), url
    for url in (reverse("wagtailimages:add"), reverse("wagtailimages:edit", args=[image.pk])):
        answer = admin.post(url, given("b.png", files.picture()))
        assert (answer.status_code, REASON in answer.content.decode()) == (200, True), url
    data = {f"image-chooser-upload-{name}": value for name, value in given("b.png", files.picture()).items()}
    answer = admin.post(reverse("wagtailimages_chooser:create"), data)
    assert answer.json()["step"] == "reshow_creation_form"
    assert REASON in answer.json()["htmlFragment"]
    assert {MediaDocument.objects.get().file.name, MediaImage.objects.get().file.name} == kept


def test_uploads_of_several_files_say_so_at_both_steps(admin: Client, settings: Settings, tmp_path: Path) -> None:
    root = Collection.get_first_root_node().pk
    url = reverse("wagtailimages:add_multiple")
    picture = SimpleUploadedFile("a.png", files.picture())
    assert admin.post(url, {"files[]": picture, "collection": root}).json()["success"] is True
    upload = UploadedFile.objects.get()
    full(settings, tmp_path)
    data = {f"uploaded-image-{upload.pk}-{name}": value for name, value in given(*TEXT).items() if name != "file"}
    answer = admin.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk]), data)
    assert answer.json()["success"] is False
    assert REASON in answer.json()["form"]
    for kind, name, content in (("images", "b.png", files.picture()), ("docs", *TEXT)):
        sent = {"files[]": SimpleUploadedFile(name, content), "collection": root}
        answer = admin.post(reverse(f"wagtail{kind}:add_multiple"), sent)
        assert answer.json() == {"success": False, "error_message": f"{REASON}, so it was not kept. Try again later."}
    assert UploadedFile.objects.get() == upload
    assert not MediaImage.objects.exists()


def test_a_bucket_that_does_not_answer_is_told_of_in_the_form(admin: Client, settings: Settings) -> None:
    settings.AWS_STORAGE_BUCKET_NAME, settings.AWS_S3_REGION_NAME = "files", "eu-west-2"
    settings.AWS_S3_ACCESS_KEY_ID, settings.AWS_S3_SECRET_ACCESS_KEY = "key", "secret"
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.AWS_S3_ENDPOINT_URL = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "cms.media.backends.s3.PrivateS3Storage"}}
        answer = admin.post(reverse("wagtaildocs:add"), given(*TEXT))
    assert (answer.status_code, REASON in answer.content.decode()) == (200, True)
    assert not MediaDocument.objects.exists()


def test_the_clock_removes_uploads_that_have_waited_for_a_day(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    url, root = reverse("wagtailimages:add_multiple"), Collection.get_first_root_node().pk
    for name in ("old.png", "lost.png", "new.png"):
        admin.post(url, {"files[]": SimpleUploadedFile(name, files.picture()), "collection": root})
    old, lost, new = UploadedFile.objects.order_by("pk")
    yesterday = time.time() - 25 * 3600
    os.utime(old.file.path, (yesterday, yesterday))
    default_storage.delete(lost.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("clock", once=True)
    assert UploadedFile.objects.get() == new
    assert [default_storage.exists(each.file.name) for each in (old, new)] == [False, True]

"""Uploads are scanned where a scanner is configured, and refused where it gives no answer."""

import socket

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Collection

from cms.media.models import MediaDocument, MediaImage
from cms.media.safety import UnsafeFileError
from tests.cms.media import files
from tests.services.clamav import EICAR
from tests.services.state import Services

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def send(client: Client, name: str, content: bytes) -> str:
    """Uploads a document among several; the reason of the refusal, or nothing."""
    data = {"files[]": SimpleUploadedFile(name, content), "collection": Collection.get_first_root_node().pk}
    answer: str = client.post(reverse("wagtaildocs:add_multiple"), data).json().get("error_message", "")
    return answer


@pytest.mark.needs("clamav")
def test_malware_is_refused_by_name(admin: Client, services: Services, settings: Settings) -> None:
    settings.CLAMD_ADDRESS = services.running["clamav"]
    assert "Eicar-Test-Signature" in send(admin, "a.txt", EICAR.encode())
    assert "Eicar-Test-Signature" in send(admin, "a.docx", files.word(word__note_txt=EICAR))
    assert not MediaDocument.objects.exists()
    assert send(admin, "a.txt", b"A plan.\n") == ""
    assert MediaDocument.objects.count() == 1


def test_without_an_answer_nothing_is_kept(admin: Client, settings: Settings) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        assert "could not be scanned" in send(admin, "away.txt", b"A plan.\n")
        with pytest.raises(UnsafeFileError, match="could not be scanned"), transaction.atomic():
            MediaImage.objects.create(title="T", file=SimpleUploadedFile("away.png", files.picture()))
    assert not MediaDocument.objects.exists()
    assert not MediaImage.objects.exists()
    assert not default_storage.exists("documents/away.txt")
    assert not default_storage.exists("original_images/away.png")


def test_a_scanner_that_breaks_off_is_no_answer(admin: Client, settings: Settings, tmp_path: object) -> None:
    settings.CLAMD_ADDRESS = f"unix://{tmp_path}/none"
    assert "could not be scanned" in send(admin, "a.txt", b"A plan.\n")
    assert not MediaDocument.objects.exists()

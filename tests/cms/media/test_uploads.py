"""What the admin keeps of an upload, and what it refuses, naming the reason."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.models import Collection, UploadedFile

from cms.media.models import MediaDocument, MediaImage
from tests.cms.media import files

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def stored() -> set[Path]:
    """All files in storage."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def send(client: Client, kind: str, name: str, content: bytes, **fields: str) -> str:
    """Uploads by the simple form; the reason of the refusal, or nothing."""
    data = {"title": "T", "collection": Collection.get_first_root_node().pk, "file": SimpleUploadedFile(name, content)}
    response = client.post(reverse(f"wagtail{kind}s:add" if kind == "image" else "wagtaildocs:add"), data | fields)
    if response.status_code == 302:
        return ""
    assert response.status_code == 200
    return " ".join(response.context["form"].errors.get("file", [])) or str(response.context["form"].errors)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_is_kept_upright_without_its_metadata(admin: Client, kind: str) -> None:
    content = files.telling(kind)
    assert files.SECRET in content
    assert send(admin, "image", f"Ho\u202elidäy.v2.{kind.lower()}", content, description="Red and blue") == ""
    image = MediaImage.objects.get()
    assert image.filename.startswith("Holiday-v2")
    upright = (40, 30) if kind == "GIF" else (30, 40)
    with image.open_file() as file:
        kept = file.read()
    rendition = image.get_rendition("width-20|format-webp")
    with rendition.file.open() as file:
        shown = file.read()
    for each in (kept, shown):
        assert files.SECRET not in each
        assert b"SECRET" not in each
    assert (image.width, image.height, image.file_size) == (*upright, len(kept))
    with Image.open(io.BytesIO(kept)) as drawn:
        assert (drawn.size, drawn.format) == (upright, kind)
        assert not drawn.getexif()
        red, _, blue = drawn.convert("RGB").getpixel((3, 3))[:3]  # type: ignore[index]
        assert red > 150 > 90 > blue


def test_an_animation_and_a_colour_profile_stay(admin: Client) -> None:
    assert send(admin, "image", "film.gif", files.film(3, (20, 20)), description="x") == ""
    profile = b"\0" * 36 + b"acsp" + b"\0" * 90
    assert send(admin, "image", "wide.jpg", files.picture("JPEG", icc_profile=profile), description="x") == ""
    frames, wide = MediaImage.objects.order_by("pk")
    with frames.open_file() as file, Image.open(file) as drawn:
        assert getattr(drawn, "n_frames", 1) == 3
    with wide.open_file() as file, Image.open(file) as drawn:
        assert drawn.info["icc_profile"] == profile


BAD_PICTURES = {
    "renamed": ("a.jpg", files.picture("PNG"), "PNG image, but its ending"),
    "svg": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Drawings (SVG) are not accepted"),
    "svg as png": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Drawings (SVG) are not accepted"),
    "text": ("a.png", b"no picture", "not an AVIF, GIF"),
    "cut": ("a.png", files.picture("PNG", (400, 300))[:-40], "damaged"),
    "too many frames": ("a.gif", files.film(80, (1000, 1000)), "in all its frames"),
    "and an archive": ("a.gif", files.picture("GIF") + files.archive({"a.html": "x"}), "at the same time"),
    "and a page": ("a.jpg", files.picture("JPEG") + b"<SCRIPT>alert(1)</script>", "at the same time"),
    "and a program": ("a.png", files.picture("PNG") + b"<?php system('id');", "at the same time"),
    "and a PDF": ("a.gif", files.picture("GIF") + files.pdf(), "at the same time"),
}


@pytest.mark.parametrize("case", BAD_PICTURES)
def test_a_bad_picture_is_refused(admin: Client, case: str) -> None:
    name, content, reason = BAD_PICTURES[case]
    before = stored()
    assert reason in send(admin, "image", name, content, description="x")
    assert not MediaImage.objects.exists()
    assert stored() == before


MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
REMOTE = '<Relationship Type="http://x/attachedTemplate" Target="https://x.example/t.dotm" TargetMode="External"/>'
BOMB: dict[str, Any] = {f"word__{number}_xml": bytes(2_000_000) for number in range(12)}
BAD_DOCUMENTS = {
    "type": ("a.exe", b"MZ", "not accepted"),
    "macro type": ("a.docm", files.word(MACRO), "not accepted"),
    "macro inside": ("a.docx", files.word(word__vbaProject_bin=b"x"), "macros"),
    "macro declared": ("a.docx", files.word(MACRO), "macros"),
    "macro in text": ("a.odt", files.open_document(Basic__script_xml="<x/>"), "macros"),
    "other office file": ("a.docx", files.word(files.SHEET), "must hold"),
    "other open document": ("a.odt", files.open_document("spreadsheet"), "must hold"),
    "plain archive": ("a.docx", files.archive({"a.txt": "x"}), "must hold"),
    "not an archive": ("a.docx", b"PK\x03\x04 nothing", "not what its ending says"),
    "old word": ("a.docx", b"\xd0\xcf\x11\xe0" * 200, "not what its ending says"),
    "object inside": ("a.docx", files.word(word__embeddings__o_bin=b"\xd0\xcf\x11\xe0x"), "embedded program"),
    "archive inside": ("a.docx", files.word(word__a_zip=files.archive({"a": "x"})), "another archive"),
    "macro in a chart": (
        "a.docx",
        files.word(word__embeddings__s_xlsx=files.word(files.SHEET, xl__vbaProject_bin=b"x")),
        "macros",
    ),
    "fetches": ("a.docx", files.word(word___rels__settings_xml_rels=REMOTE), "another computer"),
    "leads outside": ("a.odt", files.open_document(**{"..__x": "x"}), "lead outside"),
    "bomb": (
        "a.docx",
        files.word(**BOMB),
        "bomb",
    ),
    "junk before": ("a.docx", b"PK\x03\x04" + files.word(), "not what|at the same time"),
    "junk after": ("a.docx", files.word() + b"<html>", "at the same time"),
    "no pdf": ("a.pdf", b"x", "not a PDF"),
    "junk before pdf": ("a.pdf", b"GIF89a\n" + files.pdf(), "not a PDF"),
    "junk after pdf": ("a.pdf", files.pdf() + files.archive({"a": "x"}), "at the same time"),
    "script": ("a.pdf", files.pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "JavaScript"),
    "script in disguise": ("a.pdf", files.pdf(b"/OpenAction<</S/J#61vaScript/J#53(app.alert(1))>>"), "JavaScript"),
    "packed script": ("a.pdf", files.pdf(packed=b"5 0 <</S/JavaScript/JS(x)>>"), "JavaScript"),
    "packed bomb": ("a.pdf", files.pdf(packed=bytes(60_000_000)), "bomb"),
    "launch": ("a.pdf", files.pdf(b"/OpenAction<</S/Launch/F(x.exe)>>"), "other files or programs"),
    "attachment": ("a.pdf", files.pdf(b"/Names<</EmbeddedFiles 9 0 R>>"), "attachments"),
    "protected": ("a.pdf", files.pdf(trailer=b"/Encrypt 9 0 R"), "protected"),
    "no text": ("a.txt", b"MZ\x90\0\x03", "not plain text"),
    "page": ("a.csv", b"\n <html><script>", "not plain text"),
    "rich text": ("a.rtf", b"words", "not rich text"),
    "object in rich text": ("a.rtf", rb"{\rtf1{\object\objdata 0105}}", "embedded"),
    "empty": ("a.txt", b"", "empty"),
}


@pytest.mark.parametrize("case", BAD_DOCUMENTS)
def test_a_bad_document_is_refused(admin: Client, case: str) -> None:
    name, content, reason = BAD_DOCUMENTS[case]
    before = stored()
    said = send(admin, "document", name, content)
    assert any(each in said for each in reason.split("|")), said
    assert not MediaDocument.objects.exists()
    assert stored() == before


GOOD_DOCUMENTS = {
    "a.pdf": files.pdf(packed=b"5 0 <</Type/Annot>>"),
    "a.docx": files.word(word__embeddings__s_xlsx=files.word(files.SHEET)),
    "a.odt": files.open_document(),
    "a.ods": files.open_document("spreadsheet"),
    "a.rtf": rb"{\rtf1 Words}",
    "a.txt": "Gwasanaeth â ŵ\n".encode("utf-16"),
    "a.csv": "Stra\xdfe;1\r\n".encode("cp1252"),
}


@pytest.mark.parametrize("name", GOOD_DOCUMENTS)
def test_a_good_document_is_kept_as_it_is(admin: Client, name: str) -> None:
    assert send(admin, "document", name, GOOD_DOCUMENTS[name]) == ""
    with MediaDocument.objects.get().open_file() as file:
        assert file.read() == GOOD_DOCUMENTS[name]


def test_what_is_too_large_is_refused(admin: Client, settings: Settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024 * 1024
    noise = Image.effect_noise((1300, 1300), 90)
    out = io.BytesIO()
    noise.save(out, "PNG")
    assert "larger than 1 MB" in send(admin, "image", "a.png", out.getvalue(), description="x")
    assert "too big" in send(admin, "document", "a.txt", b"x" * 1024 * 1024 + b"x")
    assert not MediaImage.objects.exists()
    assert not MediaDocument.objects.exists()


def test_a_picture_needs_words_or_the_mark_that_it_needs_none(admin: Client) -> None:
    assert "Say what the image shows" in send(admin, "image", "a.png", files.picture())
    assert send(admin, "image", "a.png", files.picture(), description="Red and blue") == ""
    assert send(admin, "image", "b.png", files.picture(), only_decoration="on") == ""
    assert [image.only_decoration for image in MediaImage.objects.order_by("pk")] == [False, True]


def test_several_files_are_checked_one_by_one(admin: Client) -> None:
    url = reverse("wagtailimages:add_multiple")
    root = Collection.get_first_root_node().pk
    refused = admin.post(
        url, {"files[]": SimpleUploadedFile("a.jpg", BAD_PICTURES["and a page"][1]), "collection": root}
    )
    assert refused.json()["success"] is False
    assert "at the same time" in refused.json()["error_message"]
    waiting = admin.post(
        url, {"files[]": SimpleUploadedFile("a.jpg", files.telling("JPEG")), "collection": root}
    ).json()
    assert waiting["success"] is True
    assert not MediaImage.objects.exists()
    upload = UploadedFile.objects.get()
    with upload.file.open() as file:
        assert files.SECRET not in file.read()
    done = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk])
    data = {f"uploaded-image-{upload.pk}-{name}": value for name, value in {"title": "T", "collection": root}.items()}
    assert "Say what the image shows" in admin.post(done, data).json()["form"]
    described = data | {f"uploaded-image-{upload.pk}-description": "Red and blue"}
    assert admin.post(done, described).json()["success"] is True
    assert MediaImage.objects.get().width == 30
    assert not default_storage.exists(upload.file.name)
    documents = reverse("wagtaildocs:add_multiple")
    refused = admin.post(documents, {"files[]": SimpleUploadedFile("a.pdf", b"x"), "collection": root})
    assert "not a PDF" in refused.json()["error_message"]


def test_the_choosers_upload_names_the_reason_and_stores_nothing(admin: Client) -> None:
    for kind, name, reason in (("image", "a.svg", "not an AVIF, GIF"), ("document", "a.pdf", "not a PDF")):
        prefix = f"{kind}-chooser-upload"
        data = {f"{prefix}-title": "T", f"{prefix}-collection": Collection.get_first_root_node().pk}
        data[f"{prefix}-file"] = SimpleUploadedFile(name, b"x")
        url = reverse("wagtailimages_chooser:create" if kind == "image" else "wagtaildocs_chooser:create")
        answer = admin.post(url, data).json()
        assert answer["step"] == "reshow_creation_form"
        assert reason in answer["htmlFragment"]
    assert not MediaImage.objects.exists()
    assert not MediaDocument.objects.exists()


def test_a_replaced_or_deleted_file_leaves_storage_with_its_sizes(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    before = stored()
    send(admin, "image", "a.png", files.picture(), description="x")
    send(admin, "document", "a.txt", b"one")
    image, document = MediaImage.objects.get(), MediaDocument.objects.get()
    image.get_rendition("width-20")
    first = stored() - before
    assert len(first) == 3
    root = Collection.get_first_root_node().pk
    for url, content, name in (
        (reverse("wagtailimages:edit", args=[image.pk]), files.picture(size=(60, 60)), "replaced.png"),
        (reverse("wagtaildocs:edit", args=[document.pk]), b"two", "replaced.txt"),
    ):
        data = {"title": "T", "description": "x", "collection": root}
        left = stored()
        refused = admin.post(url, data | {"file": SimpleUploadedFile(name, b"\0")})
        assert refused.status_code == 200
        assert left <= stored()
        with django_capture_on_commit_callbacks(execute=True):
            assert admin.post(url, data | {"file": SimpleUploadedFile(name, content)}).status_code == 302
            assert left <= stored()
    assert not first & stored()
    assert {path.name for path in stored() - before} == {"replaced.png", "replaced.txt"}
    with django_capture_on_commit_callbacks(execute=True):
        MediaImage.objects.get().delete()
        MediaDocument.objects.get().delete()
    assert stored() == before

"""Attached files are found by their text, by those who may see a page that shows them."""

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pypdf import PdfReader, PdfWriter
from wagtail.models import Collection, GroupCollectionPermission

from cms.access.services import grant, restrict
from cms.accounts.models import User
from cms.media.models import MediaDocument
from search import extract
from search.models import FileText
from tests.cms.media.files import pdf_saying, word_saying
from tests.search.test_sections import bring_in_step, fill  # noqa: F401
from tests.testmere import Council

# How many kilobytes a process took at most.
MEASURE = """import resource, subprocess, sys
subprocess.run([sys.executable, "-I", *sys.argv[1:]], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""
READERS = [None, "resident", "partner.x", "staff", "agent"]


def upload(content: bytes, name: str, title: str = "The form", **fields: object) -> MediaDocument:
    """A document that came in the usual way."""
    document: MediaDocument = MediaDocument(title=title, file=ContentFile(content, name=name), **fields)
    document.save()
    return document


def stored(content: bytes, name: str) -> MediaDocument:
    """A document that no upload has checked."""
    document: MediaDocument = MediaDocument(title=name, file=default_storage.save(name, ContentFile(content)))
    document.save()
    return document


def shown(document: MediaDocument) -> tuple[str, dict[str, object]]:
    """A block that shows it."""
    return "document", {"document": document, "label": ""}


def finders(council: Council, query: str) -> set[str | None]:
    """The readers who find a document."""
    found = set()
    for reader in READERS:
        told = council.client(reader).get("/api/v1/search/", {"q": query, "facets": "kind"}).json()
        kinds = {each["value"]: each["count"] for each in told["facets"]["kind"]}
        documents = [each for each in told["items"] if each["type"] == "media.MediaDocument"]
        assert kinds.get("media.MediaDocument", 0) == len(documents)
        assert told["total"] == len(documents)
        if documents:
            sent = council.client(reader).get(documents[0]["url"])
            assert sent.status_code == 200
            # Read to its end, a file is closed without the database.
            b"".join(sent)
            found.add(reader)
    return found


def test_a_file_is_found_by_who_sees_a_page_that_shows_it(
    council: Council,
    bring_in_step: Callable[[], object],  # noqa: F811
) -> None:
    document = upload(pdf_saying("quillfeather permit"), "permit.pdf")
    letter = upload(word_saying("the marrowbone clause"), "letter.docx", title="A letter", audiences=["agent"])
    bring_in_step()
    assert finders(council, "quillfeather") == set()  # nothing shows it yet
    page = council.page(council.branches["website"], "holder")
    fill(page, [shown(document)])
    inner = council.page(council.branches["intranet"], "inner")
    fill(inner, [shown(letter)])
    bring_in_step()
    assert finders(council, "quillfeather") == set(READERS)
    assert finders(council, "marrowbone") == {"agent"}  # the file's own audience narrows the page's
    html = council.client().get("/search/", {"q": "quillfeather"}).content.decode()
    assert ">The form</a>" in html and "Document (PDF, " in html and "<mark>quillfeather</mark>" in html
    [item] = (
        council.client().get("/api/v1/search/", {"q": "quillfeather", "kind": "media.MediaDocument"}).json()["items"]
    )
    assert (item["url"], item["kind"], item["format"][:4]) == (document.url, "Document", "PDF,")
    restrict(page, ["staff"])
    assert finders(council, "quillfeather") <= {"staff", "agent"}  # at once, whatever the engine knows
    bring_in_step()
    assert finders(council, "quillfeather") == {"staff", "agent"}
    document.file = ContentFile(pdf_saying("sandpiper rules"), name="rules.pdf")
    document.save()
    bring_in_step()
    assert finders(council, "quillfeather") == set()
    assert finders(council, "sandpiper") == {"staff", "agent"}
    fill(page, [("text", "<p>Nothing more.</p>")])
    bring_in_step()
    assert finders(council, "sandpiper") == set()
    type(inner).objects.get(pk=inner.pk).delete()
    bring_in_step()
    assert finders(council, "marrowbone") == set()


def encrypted() -> bytes:
    """A PDF with a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_saying("secret"))))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(document: bytes) -> bytes:
    """A Word file whose document is this."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", document)
    return out.getvalue()


def unfolding() -> bytes:
    """A Word file that would grow to a thousand million letters."""
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    declared = b'<!DOCTYPE x [<!ENTITY e0 "a">' + entities + b"]>"
    return packed(declared + b"<w:document><w:t>&e9;</w:t></w:document>")


def deep() -> bytes:
    """A PDF page whose content unpacks to very many blanks."""
    packer = zlib.compressobj(9)
    data = zlib.compress(b"".join(packer.compress(b" " * 10**6) for _ in range(200)) + packer.flush(), 9)
    plain = pdf_saying("bomb")
    head = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>\nstream\n" % len(data)
    start = plain.index(b"3 0 obj\n") + len(b"3 0 obj\n")
    return plain[:start] + head + data + b"\nendstream" + plain[plain.index(b"\nendobj", start) :]


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "damaged.pdf": (lambda: b"%PDF-1.7\nnonsense\n%%EOF\n", "broken"),
    "empty.docx": (lambda: b"", "broken"),
    "locked.pdf": (encrypted, "encrypted"),
    "locked.docx": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "encrypted"),
    "endless.pdf": (lambda: pdf_saying("first", pages=2000), "long"),
    "unfolding.docx": (unfolding, "bomb"),
    "blanks.docx": (lambda: packed(b"<w:document>" + b" " * (80 * 1024 * 1024) + b"</w:document>"), "bomb"),
    "blanks.pdf": (deep, "bomb"),
}


def test_what_cannot_be_read_is_found_by_its_title_and_listed(council: Council) -> None:
    documents = {name: stored(make(), name) for name, (make, _) in UNREADABLE.items()}
    told = {name: FileText.objects.get(pk=document.pk).reason for name, document in documents.items()}
    assert told == {name: reason for name, (_, reason) in UNREADABLE.items()}
    measured = [sys.executable, "-c", MEASURE, extract.__file__, documents["blanks.pdf"].file.path, "pdf"]
    assert int(subprocess.run(measured, capture_output=True, check=True).stdout) < 512 * 1024
    page = council.page(council.branches["website"], "holder")
    fill(page, [shown(document) for document in documents.values()])
    assert finders(council, "endless") == set(READERS)
    assert finders(council, "first") == set()
    # Each editor is told of the collections that they work with.
    own = Collection.get_first_root_node().add_child(name="Own")
    MediaDocument.objects.filter(title="locked.pdf").update(collection=own)
    editor = User.objects.create_user("clerk@testmere.example")
    group = Group.objects.create(name="Clerks")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtaildocs", codename="change_document")
    GroupCollectionPermission.objects.create(group=group, collection=own, permission=change)
    editor.groups.add(group)
    grant(editor, "staff")
    council.users["clerk"] = editor
    client = council.client("clerk", "intranet")
    report = client.get("/admin/reports/files-without-text/").content.decode()
    assert "locked.pdf" in report and "It is protected by a password." in report
    assert "locked.docx" not in report and "damaged" not in report
    assert council.client("staff").get("/admin/reports/files-without-text/").status_code != 200

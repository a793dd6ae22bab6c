"""Pictures and documents of a draft are shown with it, to whom it is shown and on the word of somebody who works with
them, and by no other way."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection

from cms.core.permissions import collection_of
from cms.editing.models import PreviewLink
from cms.media.models import MediaDocument, MediaImage
from tests.cms.editing.conftest import Desk
from tests.cms.editing.test_links import ANSWER, made
from tests.council import picture
from tests.testmere import told

pytestmark = pytest.mark.once

FILE = re.compile(r'"((?:/preview/[^"/]+)?/media/(?:images|documents)/[^" ]+)[" ]')


def files(desk: Desk, branch: str | None = "website", **fields: Any) -> tuple[MediaImage, MediaDocument]:
    """A picture and a document in the branch's collection, or in the one that holds all others."""
    root = Collection.get_first_root_node()
    collection = collection_of(desk.branches[branch]) if branch else root
    image = picture(7)
    MediaImage.objects.filter(pk=image.pk).update(collection=collection, **fields)
    content = ContentFile(b"A plan.\n", name="plan.txt")
    document = MediaDocument.objects.create(title="Plan", file=content, collection=collection, **fields)
    return MediaImage.objects.get(pk=image.pk), document


def blocks(image: MediaImage, document: MediaDocument) -> list[tuple[str, Any]]:
    """A body that shows both, the document as a block and by a link."""
    link = f'<p><a linktype="document" id="{document.pk}">the plan</a></p>'
    return [
        ("image", {"image": image, "alt": "A field", "decorative": False, "caption": ""}),
        ("document", {"document": document, "label": "Our plan"}),
        ("text", link),
    ]


def shown_at(client: Any, path: str) -> list[str]:
    """The addresses of the files on a page."""
    answer = client.get(path)
    assert answer.status_code == 200
    return sorted(set(FILE.findall(answer.content.decode())))


def status(client: Any, path: str) -> int:
    """What the address answers; the file is closed again."""
    answer = client.get(path)
    answer.close()
    return int(answer.status_code)


def test_whoever_holds_the_link_has_the_files_of_its_draft_while_it_lives(desk: Desk) -> None:
    page = desk.page("bins", live=False, body=blocks(*files(desk)))
    others = files(desk)
    path, visitor = made(desk, page), desk.client(None, "website")
    found = shown_at(visitor, f"{path}page/")
    assert {each.split("/")[4] for each in found} == {"images", "documents"}
    for each in found:
        assert each.startswith(path)
        answer = visitor.get(each)
        assert answer.status_code == 200 and answer.getvalue()
        answer.close()
        assert answer["Cache-Control"] == "private, no-store" and "ETag" not in answer
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert visitor.get(each.removeprefix(path.rstrip("/"))).status_code == 404
        assert desk.client(None, "extranet").get(each).status_code == 404
        assert visitor.post(each).status_code == 405
    nothing = visitor.get("/preview/nothing-of-this-kind/")
    rendition = others[0].get_rendition("width-20")
    for other in (
        f"{path}media/images/{others[0].pk}/{rendition.file.name.rsplit('/', 1)[-1]}",
        f"{path}media/documents/{others[1].pk}/{others[1].filename}",
        f"{path}media/documents/99999/plan.txt",
        found[0] + "x",
    ):
        assert told(visitor.get(other)) == told(nothing)
    assert visitor.post(path, ANSWER).status_code == 302
    assert [told(visitor.get(each)) for each in found] == [told(nothing)] * len(found)


def test_a_link_shows_the_files_of_its_version_to_its_readers_only(desk: Desk) -> None:
    page = desk.page("bins", body=blocks(*files(desk, audiences=["resident"])))
    public, resident = made(desk, page), made(desk, page, mode="website:resident")
    visitor = desk.client(None, "website")
    assert shown_at(visitor, f"{public}page/") == []
    found = shown_at(visitor, f"{resident}page/")
    assert [status(visitor, each) for each in found] == [200] * len(found) and found
    assert {status(visitor, each.replace(resident, public)) for each in found} == {404}
    desk.edit("chief", page)
    later = made(desk, page, mode="website:resident")
    assert {status(visitor, each.replace(resident, later)) for each in found} == {404}
    assert {status(visitor, each) for each in found} == {200}
    PreviewLink.objects.update(made_by=None)
    assert {status(visitor, each) for each in found} == {200}, "the live page shows them"


def test_nobody_gets_at_a_file_by_writing_its_number_into_a_draft(desk: Desk) -> None:
    image, document = files(desk, branch=None)
    page = desk.page("bins", live=False, body=blocks(image, document))
    visitor = desk.client(None, "website")
    for name, count in (("chief", 0), ("admin", 2)):
        path = made(desk, page, name)
        found = shown_at(visitor, f"{path}page/")
        assert len({each.split("/")[4] for each in found}) == count
    address = f"/admin/editing/{page.pk}/preview/page/?mode=website:public"
    assert shown_at(desk.client("writer"), address) == []
    assert shown_at(desk.client("admin"), address) != []


def test_an_editor_sees_the_files_of_the_draft_in_the_preview(desk: Desk) -> None:
    page = desk.page("bins", live=False, body=blocks(*files(desk)))
    client = desk.client("writer")
    for address in (
        f"/admin/editing/{page.pk}/preview/page/?mode=website:public",
        f"/admin/pages/{page.pk}/view_draft/",
    ):
        found = shown_at(client, address)
        assert {each.split("/")[2] for each in found} == {"images", "documents"}
        assert {status(client, each) for each in found} == {200}

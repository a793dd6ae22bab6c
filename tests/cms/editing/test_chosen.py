"""What a colleague chose stays chosen; an editor chooses nothing that they may not find, and learns nothing by trying."""

import re
from typing import Any

import pytest
from wagtail.models import Page

from cms.media.models import MediaImage
from cms.website.models import ContentPage
from tests.cms.editing.conftest import Desk, fresh
from tests.council import picture

pytestmark = pytest.mark.once

NO_PAGE = 99_999_999
SEALED = re.compile(r"(\d+:[\w-]+)&quot;, &quot;parentId|&quot;id&quot;: &quot;(\d+:[\w-]+)&quot;")


@pytest.fixture
def hidden(desk: Desk) -> ContentPage:
    """A page that the writers of the website neither work on nor read."""
    return desk.page("police", parent=desk.branches["extranet"], audiences=["agent"])


def body(target: object) -> dict[str, Any]:
    """What the form sends for a body that is one button to a page."""
    fields = {"label": "Go on", "page": target, "url": "", "start": ""}
    block = {"body-0-type": "action", "body-0-id": "", "body-count": "1"}
    return block | {f"body-0-value-{name}": value for name, value in fields.items()}


def target_of(page: Page) -> int | None:
    """Which page the button of the newest version leads to."""
    block = fresh(page).get_latest_revision_as_object().body[0]
    target = block.value["page"] if block.block_type == "action" else None
    return target and int(target.pk)


def save(desk: Desk, page: ContentPage, target: object, name: str = "writer") -> str:
    """Saves the button's target as a draft; what the editor is shown then."""
    answer: str = desk.edit(name, page, **body(target)).content.decode()
    return answer


def sealed_for(desk: Desk, name: str, page: ContentPage) -> str:
    """The key of the target as the form gives it to somebody."""
    text = desk.client(name).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Not yours to see" in text and "Title police" not in text
    found = SEALED.search(text)
    assert found is not None
    return found[1] or found[2]


def test_what_a_colleague_chose_stays_chosen(desk: Desk, hidden: ContentPage) -> None:
    page = desk.page("bins")
    save(desk, page, hidden.pk, "admin")
    assert target_of(page) == hidden.pk
    seal = sealed_for(desk, "writer", page)
    before = page.revisions.count()
    text = save(desk, page, seal)
    assert page.revisions.count() == before + 1
    assert target_of(page) == hidden.pk
    assert "Not yours to see" in text and "Title police" not in text


def test_a_seal_is_good_for_whom_it_was_made_and_as_it_was_made(desk: Desk, hidden: ContentPage) -> None:
    page, other = desk.page("bins"), desk.page("police-too", parent=desk.branches["extranet"], audiences=["agent"])
    save(desk, page, hidden.pk, "admin")
    seal = sealed_for(desk, "writer", page)
    before = page.revisions.count()
    for name, sent in (("second", seal), ("writer", seal.replace(str(hidden.pk), str(other.pk)))):
        text = save(desk, page, sent, name)
        assert "Not yours to see" not in text and "police" not in text
        assert page.revisions.count() == before


@pytest.mark.parametrize("action", ["", "action-submit"])
def test_a_number_that_was_not_offered_is_as_unknown_as_one_that_does_not_exist(
    desk: Desk, hidden: ContentPage, action: str
) -> None:
    page = desk.page("bins")
    changing = r"[0-9a-f]{8}-[0-9a-f-]{27}|\b\w{64}\b|(?:nonce|key\\)\W+(?:quot\W+)*\w+|\d+"

    def answer(target: object) -> str:
        text = desk.edit("writer", page, action, **body(target)).content.decode()
        assert target_of(page) is None
        assert "Not yours to see" not in text and "police" not in text
        return re.sub(changing, "", text)

    assert answer(hidden.pk) == answer(NO_PAGE)


@pytest.mark.parametrize("sent", ["abc", "-1", "1:2", "9" * 30, " "])
def test_what_is_no_number_is_refused_clearly(desk: Desk, sent: str) -> None:
    page = desk.page("bins")
    assert "Bins" in save(desk, page, sent).title()
    assert target_of(page) is None


def test_an_editor_still_chooses_what_they_may_find(desk: Desk) -> None:
    page, other = desk.page("bins"), desk.page("parks")
    assert "Title parks" in save(desk, page, other.pk)
    assert target_of(page) == other.pk


def test_a_picture_of_nobodys_collection_is_named_where_the_own_live_page_shows_it(desk: Desk) -> None:
    shown, unseen = picture(1), picture(2)

    def showing(image: MediaImage) -> tuple[str, dict[str, Any]]:
        return "image", {"image": image, "alt": "Words", "decorative": False, "caption": ""}

    page = desk.page("bins", body=[showing(shown)], audiences=["agent"])
    page.body = [showing(shown), showing(unseen)]  # type: ignore[assignment]
    page.save_revision()
    text = desk.client("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Picture 1" in text and "Picture 2" not in text
    text = desk.client("writer").get(f"/admin/pages/{desk.page('parks').pk}/edit/").content.decode()
    assert "Picture 1" not in text

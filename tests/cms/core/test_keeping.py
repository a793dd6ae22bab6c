"""What a process keeps from one request to the next: it is used, and gone with the change that makes it untrue."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from cms.access.memory import LONGEST, MOST_ROWS, SHELF, content_state, note_change, once, remembering, tidy
from cms.access.models import ContentChange, SiteProfile
from cms.access.services import restrict
from cms.api.models import DeliveryDocument
from cms.core import keeping
from cms.media.models import MediaImage
from cms.website.alerts import Alert
from cms.website.models import ContentPage, NewsIndexPage, NewsPage
from tests.queries import counted
from tests.testmere import Council

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(council: Council) -> ContentPage:
    """A page of the website that its navigation shows."""
    return council.page(council.branches["website"], "section", show_in_menus=True)


def rename(page: ContentPage, council: Council) -> None:
    page.title = "Title other"
    page.save_revision().publish()


def rename_by_code(page: ContentPage, council: Council) -> None:
    page.title = "Title other"
    page.save()


def restrict_to_staff(page: ContentPage, council: Council) -> None:
    restrict(page, ["staff"])


def unpublish(page: ContentPage, council: Council) -> None:
    page.unpublish()


def delete(page: ContentPage, council: Council) -> None:
    page.delete()


def move(page: ContentPage, council: Council) -> None:
    page.move(ContentPage.objects.get(slug="beside"), pos="last-child")


@pytest.mark.parametrize("change", [rename, rename_by_code, restrict_to_staff, unpublish, delete, move])
def test_navigation_is_kept_until_it_changes(
    council: Council, section: ContentPage, change: Callable[[ContentPage, Council], None]
) -> None:
    council.page(council.branches["website"], "beside")
    council.page(council.branches["website"], "plain")
    client = council.client()
    _, first = counted(lambda: client.get("/plain/"))
    kept, again = counted(lambda: client.get("/plain/"))
    assert "Title section" in kept.content.decode()
    assert again.total < first.total

    change(section, council)
    assert "Title section" not in client.get("/plain/").content.decode()


def test_navigation_is_kept_for_each_kind_of_reader_by_itself(council: Council) -> None:
    council.page(council.branches["website"], "members", ["resident"], show_in_menus=True)
    for _ in range(2):
        assert "Title members" in council.client("resident").get("/").content.decode()
        assert "Title members" not in council.client().get("/").content.decode()


def test_a_site_has_another_name_and_theme_with_the_next_request(council: Council) -> None:
    client = council.client()
    client.get("/")
    profile = SiteProfile.objects.get(host="website")
    profile.theme = "intranet"
    profile.save()
    assert "css/intranet.css" in client.get("/").content.decode()
    profile.site.site_name = "Name other"
    profile.site.save()
    assert "Name other" in client.get("/").content.decode()
    assert "Name other" not in council.client("staff").get("/").content.decode()


def test_a_body_that_is_ready_is_cut_for_its_reader(council: Council) -> None:
    inner = council.page(council.branches["website"], "inner", ["resident"])
    page: Any = council.page(council.branches["website"], "plain")
    page.body = [("text", f'<p>See <a linktype="page" id="{inner.pk}">the words</a>.</p>')]
    page.save_revision().publish()
    seen = {reader: council.client(reader).get("/plain/") for reader in (None, "resident")}
    assert all(answer.context["page"].body.html for answer in seen.values())
    assert "/inner/" in seen["resident"].content.decode()
    assert "/inner/" not in seen[None].content.decode()
    inner.unpublish()
    assert "/inner/" not in council.client("resident").get("/plain/").content.decode()


def test_a_page_whose_body_is_ready_shows_its_picture_to_whom_it_is_for(council: Council) -> None:
    picture = MediaImage.objects.create(title="Picture", file=get_test_image_file(), audiences=["resident"])
    index = council.branches["website"].add_child(instance=NewsIndexPage(title="News", slug="news"))
    index.save_revision().publish()
    item: Any = NewsPage(title="Item", slug="item", image=picture, image_alt="Seen", body=[("text", "<p>Words</p>")])
    index.add_child(instance=item)
    item.save_revision().publish()
    for reader, image in ((None, None), ("resident", picture)):
        page = council.client(reader).get("/news/item/").context["page"]
        assert "Words" in page.body.html
        assert page.image == image


def test_navigation_ends_with_the_expiry_of_what_it_shows(council: Council, section: ContentPage) -> None:
    section.expire_at = timezone.now() + timedelta(seconds=30)
    section.save_revision().publish()
    client = council.client()
    assert "Title section" in client.get("/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert "Title section" not in client.get("/").content.decode()


def test_alerts_come_and_go_by_the_clock_and_stand_on_their_branch_only(council: Council, section: ContentPage) -> None:
    client = council.client()
    client.get("/section/")
    now = timezone.now()
    Alert.objects.create(
        title="Flood", branch=section, starts_at=now + timedelta(seconds=20), ends_at=now + timedelta(seconds=40)
    )
    for seconds, shown in ((0, False), (21, True), (41, False)):
        with time_machine.travel(now + timedelta(seconds=seconds)):
            assert ("Flood" in client.get("/section/").content.decode()) is shown
            assert "Flood" not in client.get("/").content.decode()


def test_what_was_scheduled_goes_live_though_nothing_was_due_before(council: Council, section: ContentPage) -> None:
    client = council.client()
    client.get("/section/")
    section.title, section.go_live_at = "Title later", timezone.now() + timedelta(seconds=30)
    section.save_revision().publish()
    assert "Title later" not in client.get("/section/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert "Title later" in client.get("/section/").content.decode()


def test_kept_answers_hold_for_a_state_of_the_content_and_not_for_long() -> None:
    asked: list[int] = []

    @once
    def answer() -> int:
        asked.append(len(asked) + 1)
        return asked[-1]

    def ask(*, reads: bool = True) -> int:
        with remembering(reads=reads):
            return answer()

    assert [ask(), ask()] == [1, 1]
    assert ask(reads=False) == 2
    assert ask() == 1
    note_change()
    assert [ask(), ask()] == [3, 3]
    SHELF.until -= LONGEST
    assert ask() == 4


def test_tidying_leaves_few_rows_and_another_state() -> None:
    for _ in range(MOST_ROWS + 10):
        note_change()
    before = content_state()
    tidy()
    assert ContentChange.objects.count() <= MOST_ROWS + 1
    assert content_state() != before


def test_a_body_is_shown_as_it_was_made_when_it_was_published(council: Council, section: ContentPage) -> None:
    document = DeliveryDocument.objects.get(page=section, readings__scope="public")
    data = json.loads(bytes(document.body))
    assert "Body section" in data["content"]["body"]["html"]
    data["content"]["body"]["html"] = "<p>Ready made</p>"
    DeliveryDocument.objects.filter(pk=document.pk).update(body=json.dumps(data).encode())
    shown = council.client().get("/section/").content.decode()
    assert "<p>Ready made</p>" in shown
    assert "Body section" not in shown

    DeliveryDocument.objects.filter(pk=document.pk).update(valid_until=timezone.now())
    assert "Body section" in council.client().get("/section/").content.decode()


def test_a_body_that_is_ready_is_the_one_that_would_be_made(council: Council) -> None:
    page: Any = council.page(council.branches["website"], "plain")
    page.body = [
        ("heading", {"level": "h2", "text": "A heading"}),
        ("text", f'<p>See <a linktype="page" id="{page.pk}">this</a> & that.</p>'),
        ("warning", "Mind <the> gap"),
        ("quote", {"text": "Said", "attribution": "Somebody"}),
    ]
    page.save_revision().publish()
    client = council.client()
    ready = client.get("/plain/").context["page"].body
    assert ready.html
    DeliveryDocument.objects.all().delete()
    assert str(client.get("/plain/").context["page"].body.render_as_block()) == ready.html


def test_asking_for_every_number_there_is_fills_no_memory(
    section: ContentPage, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_PARTS", 4)
    council.page(section, "below")
    client = council.client(None)
    addresses = [f"/api/v1/pages/{key}/children/" for key in range(section.pk + 1000, section.pk + 1030)]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert len(SHELF.answers) < len(addresses)
    [below] = client.get(f"/api/v1/pages/{section.pk}/children/").json()["items"]
    assert below["title"] == "Title below"

"""A preview shows what the chosen readers will see, and nothing around it that the editor may not see."""

from typing import Any

import pytest
from wagtail.models import Locale, Page, ReferenceIndex

from cms.core.models import BasePage
from cms.core.permissions import EDITOR, branch_group
from kb.models import ArticlePage, SectionPage
from kb.services import ensure_hub
from tests.cms.editing.conftest import COMPLETE, Desk

pytestmark = pytest.mark.once

PARTS = {"public_text": "heron", "resident_text": "otter", "staff_note": "raven", "agent_script": "lark"}
SHOWN = {
    "website:public": {"heron"},
    "website:resident": {"heron", "otter"},
    "intranet:staff": {"heron", "raven"},
    "intranet:agent": {"heron", "raven", "lark"},
    "extranet:partner": {"heron"},
}


def article(parent: Page, slug: str, suffix: str = "", **fields: Any) -> ArticlePage:
    """A live article with a part for each kind of reader, each with a word of its own."""
    body: list[tuple[str, Any]] = [
        (kind, {"title": "", "content": [("text", f"<p>{word}{suffix}</p>")]}) for kind, word in PARTS.items()
    ]
    page = ArticlePage(title=slug, slug=slug, **{**COMPLETE, "body": body, **fields})
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def section(desk: Desk) -> BasePage:
    """A section of the knowledge base that `writer` edits; each site has a hub."""
    base = desk.branches["knowledge-base"]
    for host in ("website", "intranet", "extranet"):
        ensure_hub(desk.branches[host])
    desk.users["writer"].groups.add(branch_group("Knowledge base", base, EDITOR))
    page = SectionPage(title="Bins", slug="bins")
    Page.objects.get(pk=base.pk).add_child(instance=page)
    return page


def test_an_editor_sees_all_of_their_own_draft(desk: Desk, section: BasePage) -> None:
    page = article(section, "garden")
    answer = desk.client("writer").get(f"/admin/pages/{page.pk}/view_draft/")
    assert words_in(answer.content.decode()) == set(PARTS.values())


def words_in(text: str, suffix: str = "") -> set[str]:
    return {word for word in PARTS.values() if f"<p>{word}{suffix}</p>" in text}


@pytest.mark.parametrize("mode", SHOWN)
def test_a_draft_is_cut_for_the_chosen_readers(desk: Desk, section: BasePage, mode: str) -> None:
    page = article(section, "garden")
    for address in (f"/admin/pages/{page.pk}/view_draft/", f"/admin/editing/{page.pk}/preview/page/"):
        answer = desk.client("writer").get(address, {"mode": mode})
        assert answer.status_code == 200
        assert words_in(answer.content.decode()) == SHOWN[mode]
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert "Still correct" not in answer.content.decode()


def test_around_the_draft_stands_nothing_that_the_editor_may_not_see(desk: Desk, section: BasePage) -> None:
    hidden = article(section, "hidden-place", audiences=["agent"])
    source = article(section, "source", suffix="s")
    link = f'<p><a linktype="page" id="{hidden.pk}">a link</a></p>'
    page = desk.page("bins", body=[("article", {"article": source}), ("text", link)])
    for name, mode, shown in (
        ("writer", "website:resident", {"heron"}),
        ("admin", "website:resident", {"heron", "otter"}),
    ):
        text = desk.client(name).get(f"/admin/editing/{page.pk}/preview/page/", {"mode": mode}).content.decode()
        assert words_in(text, "s") == shown
        assert "hidden-place" not in text


def test_whoever_will_not_see_the_page_gets_what_they_will_get(desk: Desk, section: BasePage) -> None:
    page = article(section, "garden", audiences=["staff"])
    answer = desk.client("writer").get(f"/admin/editing/{page.pk}/preview/page/", {"mode": "website:public"})
    assert answer.status_code == 404
    assert words_in(answer.content.decode()) == set()
    assert "Page not found" in answer.content.decode()


def test_the_translation_is_shown_where_there_is_one(desk: Desk) -> None:
    page = desk.page("bins")
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    desk.branches["website"].copy_for_translation(welsh)
    copy = page.copy_for_translation(welsh)
    copy.body = [("text", "<p>Biniau</p>")]
    copy.save_revision()
    client, address = desk.client("admin"), f"/admin/editing/{page.pk}/preview/"
    assert '<option value="cy">' in client.get(address).content.decode()
    shown = client.get(f"{address}page/", {"mode": "website:public", "language": "cy"}).content.decode()
    assert "Biniau" in shown
    assert 'lang="cy"' in shown
    assert client.get(f"{address}page/", {"mode": "website:public", "language": "fr"}).status_code == 404


@pytest.mark.parametrize("mode", ["intranet:staff", "website:agent", "website:partner:unknown", "nonsense"])
def test_only_what_there_is_can_be_chosen(desk: Desk, mode: str) -> None:
    page = desk.page("bins")
    assert desk.client("writer").get(f"/admin/editing/{page.pk}/preview/", {"mode": mode}).status_code == 404
    assert desk.client("writer").get(f"/admin/editing/{page.pk}/preview/page/", {"mode": mode}).status_code == 404
    assert desk.client("outsider").get(f"/admin/editing/{page.pk}/preview/page/").status_code == 404


def test_where_an_article_is_used_tells_nothing_of_hidden_parts(desk: Desk, section: BasePage) -> None:
    target = article(section, "target")
    link = [("text", f'<p><a linktype="page" id="{target.pk}">there</a></p>')]
    for kind in ("staff_note", "agent_script", "partner_text"):
        body = [(kind, {"title": "", "content": link})]
        page = article(section, f"uses-{kind.replace('_', '-')}", body=body)
        ReferenceIndex.create_or_update_for_object(ArticlePage.objects.get(pk=page.pk))
    text = desk.client("outsider").get("/help/bins/target/").content.decode()
    assert {word for word in ("staff-note", "agent-script", "partner-text") if f"uses-{word}" in text} == {"staff-note"}

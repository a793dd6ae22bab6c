"""Editors translate: submit, translate, publish, see what has become older; nobody gains access by it."""

import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowPage
from wagtail_localize.models import LocaleSynchronization, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.synctree import synchronize_tree

from cms.access.services import effective_audiences, restrict
from cms.website.models import ContentPage
from kb.models import ArticlePage, SectionPage
from tests.cms.translating.conftest import Council, add, fresh

TABLE = {
    "columns": [{"type": "text", "heading": "Day"}, {"type": "text", "heading": "Bin"}],
    "rows": [{"values": ["<p>Monday</p>", "<p>Green <b>bin</b></p>"]}, {"values": ["<p>Friday</p>", ""]}],
    "caption": "Bin days",
}
NONCE = re.compile(rb'nonce="[^"]*"')
PARTS: list[tuple[str, Any]] = [
    ("public_text", {"title": "Days", "content": [("table", TABLE), ("text", "<p>Put it <b>out</b> early.</p>")]}),
    ("staff_note", {"title": "", "content": [("text", "<p>Depot secret.</p>"), ("code", {"code": "x = 1"})]}),
    ("agent_script", {"title": "", "content": [("contact", {"name": "Waste", "phone": "01632 960110"})]}),
    ("short_text", {"text": "Put it out."}),
]


def parts() -> Any:
    """The body of an article in the form that its field takes."""
    raw = [
        {
            "type": kind,
            "value": {
                **value,
                "content": [{"type": name, "value": inner, "id": name} for name, inner in value["content"]],
            },
        }
        if "content" in value
        else {"type": kind, "value": value}
        for kind, value in PARTS
    ]
    return ArticlePage._meta.get_field("body").stream_block.to_python(raw)


@pytest.fixture
def section(council: Council) -> Any:
    return add(council.branches["knowledge-base"], SectionPage, "Bins")


def test_a_page_is_submitted_translated_and_published(council: Council) -> None:
    page = add(
        council.branches["website"], ContentPage, "Parks", summary="Green places", body=[("text", "<p>Open</p>")]
    )
    editor, visitor = council.editor("website"), council.reader()
    assert council.submit(editor, page).status_code == 302
    draft = page.get_translation(council.welsh)
    assert not draft.live
    assert "yn Saesneg yn unig" in visitor.get("/cy/parks/").content.decode()
    council.translate(editor, page)
    translated = council.publish(editor, page)
    assert translated.live and translated.slug == "parks-cymraeg"
    shown = visitor.get("/cy/parks-cymraeg/").content.decode()
    assert "Cymraeg: Green places" in shown and "Cymraeg: Open" in shown and "Saesneg yn unig" not in shown
    # Its English address in Welsh leads there from now on.
    assert visitor.get("/cy/parks/").headers["Location"] == "/cy/parks-cymraeg/"


def test_where_a_second_person_approves_publishing_asks_them(council: Council) -> None:
    home = council.branches["website"].get_translation(council.welsh)
    WorkflowPage.objects.create(page=home, workflow=Workflow.objects.get())
    owner = {"contact_name": "Owner", "contact_email": "owner@northmere.example", "review_date": "2030-01-01"}
    page = add(council.branches["website"], ContentPage, "Parks", summary="Green", **owner)
    editor = council.editor("website")
    council.submit(editor, page)
    council.translate(editor, page)
    waiting = council.publish(editor, page)
    assert not waiting.live and waiting.current_workflow_state is not None
    assert waiting.get_latest_revision_as_object().summary == "Cymraeg: Green"
    assert council.reader().get("/cy/parks-cymraeg/").status_code == 404


def test_every_text_of_an_article_is_translated_in_its_own_part(council: Council, section: Any) -> None:
    article = add(section, ArticlePage, "Bin day", body=parts())
    texts = [str(segment.string.data) for segment in extract_segments(article) if hasattr(segment, "string")]
    assert {"Bin days", "Day", "Bin", "Monday", "Green <b>bin</b>", "Friday", "Waste", "Put it out."} <= set(texts)
    assert not {"x = 1", "01632 960110"} & set(texts)
    editor = council.editor("knowledge-base")
    council.submit(editor, article)
    council.translate(
        editor, article, words=lambda text: text.replace("secret", "cyfrinach").replace("Green", "Gwyrdd")
    )
    translated = council.publish(editor, article)
    assert [part.block_type for part in translated.body] == [kind for kind, _ in PARTS]
    table = translated.body[0].value["content"][0].value
    assert table.caption == "Bin days" and "Gwyrdd" in str(table.row_data[0]["values"][1])
    assert "cyfrinach" in translated.body[1].value["content"][0].value.source
    assert translated.body[1].value["content"][1].value["code"] == "x = 1"


def test_submitting_a_restricted_article_makes_no_wider_welsh(council: Council, section: Any) -> None:
    article = add(section, ArticlePage, "Duty list", audiences=["staff"], summary="Canary")
    editor = council.editor("knowledge-base")
    council.submit(editor, article)
    council.translate(editor, article)
    translated = council.publish(editor, article)
    assert translated.live and effective_audiences(translated) == effective_audiences(article) == {"staff"}
    assert "staff" not in effective_audiences(fresh(section))
    visitor = council.reader()
    for path in ("/cy/help/bins/duty-list/", "/cy/help/bins/duty-list-cymraeg/"):
        hidden, absent = visitor.get(path), visitor.get("/cy/help/bins/nothing/")
        assert hidden.status_code == absent.status_code == 404
        # The nonce of the scripts is new in each answer.
        assert NONCE.sub(b"", hidden.content) == NONCE.sub(b"", absent.content)


def test_restricting_later_restricts_both_and_a_stale_text_brings_nobody_back(council: Council) -> None:
    page = add(council.branches["website"], ContentPage, "Parks", summary="Canary")
    editor, visitor = council.editor("website"), council.reader()
    council.submit(editor, page)
    council.translate(editor, page)
    council.publish(editor, page)
    restrict(fresh(page), ["resident"])
    assert visitor.get("/cy/parks-cymraeg/").status_code == visitor.get("/parks/").status_code == 404
    # The submitted text was taken when everybody was let in.
    assert TranslationSource.objects.get(object_id=page.translation_key).as_instance().audiences == []
    council.translate(editor, page, words="Newydd: {}".format)
    translated = council.publish(editor, page)
    assert translated.audiences == fresh(page).audiences == ["resident"]
    assert visitor.get("/cy/parks-cymraeg/").status_code == visitor.get("/parks/").status_code == 404
    assert "Newydd: Canary" in council.reader("resident").get("/cy/parks-cymraeg/").content.decode()


def test_stand_ins_of_a_synchronised_tree_show_no_more_than_their_sources(council: Council) -> None:
    add(council.branches["website"], ContentPage, "Parks", summary="Canary parks")
    add(council.branches["website"], ContentPage, "Offers", summary="Canary offers", audiences=["resident"])
    english = council.branches["website"].locale
    LocaleSynchronization.objects.create(locale=council.welsh, sync_from=english)
    synchronize_tree(english, council.welsh)
    assert Page.objects.filter(locale=council.welsh, alias_of__isnull=False, slug="offers").exists()
    visitor, resident = council.reader(), council.reader("resident")
    assert visitor.get("/cy/offers/").status_code == 404
    shown = visitor.get("/cy/parks/").content.decode()
    assert "yn Saesneg yn unig" in shown and 'lang="en-gb" dir="ltr"' in shown
    assert "Canary offers" in resident.get("/cy/offers/").content.decode()
    sitemap = visitor.get("/cy/sitemap.xml").content.decode()
    assert "offers" not in sitemap and "parks" not in sitemap


def test_editors_submit_and_update_only_what_they_work_on(council: Council, section: Any) -> None:
    article = add(section, ArticlePage, "Bin day")
    stranger, own = council.editor("website"), council.editor("knowledge-base")
    address = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
    assert stranger.get(address).status_code == council.submit(stranger, article).status_code == 404
    assert not article.has_translation(council.welsh)
    council.submit(own, article)
    source = TranslationSource.objects.get(object_id=article.translation_key)
    update = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert stranger.get(update).status_code == stranger.post(update, {"publish_translations": "on"}).status_code == 404
    assert own.get(update).status_code == 200
    for name in ("translations_report", "snippets_api_listing"):
        args = ["website", "alert"] if "api" in name else []
        assert own.get(reverse(f"wagtail_localize:{name}", args=args)).status_code == 404


def test_the_table_names_what_is_missing_and_what_is_older(council: Council, section: Any) -> None:
    website = council.branches["website"]
    missing, older, current = (add(website, ContentPage, title) for title in ("Missing", "Older", "Current"))
    for page in (older, current):
        page.copy_for_translation(council.welsh).save_revision().publish()
    older.save_revision().publish()
    add(section, ArticlePage, "Bin day")
    editor = council.editor("website")
    answer = editor.get(reverse("translations_table"), {"branch": website.pk})
    rows = {page.title: page.state for page in answer.context["listed"]}
    assert rows["Missing"] == "missing" and rows["Older"] == "older" and rows["Current"] == "current"
    assert "Bin day" not in rows and [total.page.pk for total in answer.context["totals"]] == [website.pk]
    totals = answer.context["totals"][0]
    assert totals.percent == round(100 * totals.counts["current"] / totals.total) and totals.counts["older"] == 1
    only = editor.get(reverse("translations_table"), {"state": "missing"})
    assert missing.title in {page.title for page in only.context["listed"]} and "Older" not in str(only.context["rows"])
    for bad in ({"state": "x"}, {"branch": "x"}, {"branch": section.pk}, {"language": "xx"}):
        assert editor.get(reverse("translations_table"), bad).status_code == 404

"""`manage.py import_content`: what it writes, and what it leaves alone the second time."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from cms.core.models import BasePage
from cms.importing.models import ImportedItem
from cms.taxonomy.models import Service, Topic
from cms.website.models import ContentPage, GuidePage, GuidePartPage, NewsPage, ServicePage
from tests.cms.importing.conftest import Outcome, page, paths

Run = Callable[..., Outcome]

BINS = """---
title: Missed bins
summary: What to do.
type: service
owner: {name: Waste team, email: waste@example.org}
review_date: 2027-03-04
last_reviewed_on: 2026-01-02
created: 2020-05-06
lastmod: 2024-07-08
service: waste
topics: [recycling, something-else]
keywords: [rubbish]
tasks: [{title: Report it, href: /report.html}, {title: See the map, href: "https://map.example/", summary: Live}]
contacts: [{name: Waste team, phone: 01234 567890, email: waste@example.org}]
colour: green
---
Tell us [within two days](report.md).

## When

| Day | Round |
|-----|-------|
| Mon | North |
"""
REPORT = "---\ntitle: Report\nurl: /report.html\n---\nBack to [bins](bins.md).\n"


def test_documents_become_pages_with_all_that_they_say(run: Run) -> None:
    Service.objects.create(slug="waste", name="Waste")
    Topic.objects.create(slug="recycling", name="Recycling")
    outcome = run({"bins.md": BINS, "report.md": REPORT})
    assert outcome.code == 0, outcome.text
    bins, report = page("/website/bins/"), page("/website/report/")
    assert isinstance(bins, ServicePage)
    assert isinstance(report, ContentPage)
    assert (bins.title, bins.summary, bins.live) == ("Missed bins", "What to do.", True)
    assert (bins.contact_name, bins.contact_email) == ("Waste team", "waste@example.org")
    assert (bins.review_date, timezone.localdate(bins.last_verified_at)) == (date(2027, 3, 4), date(2026, 1, 2))
    assert timezone.localdate(bins.first_published_at) == date(2020, 5, 6)
    assert timezone.localdate(bins.last_published_at) == date(2024, 7, 8)
    assert bins.service is not None
    assert [topic.slug for topic in bins.topics.all()] == ["recycling"]
    assert bins.keywords == "rubbish, something-else"
    assert [block.block_type for block in bins.body] == ["text", "heading", "table"]
    assert f'<a linktype="page" id="{report.pk}">within' in str(bins.body[0].value.source)
    assert [(task.value.title, task.value.url) for task in bins.tasks] == [
        ("Report it", report.url),
        ("See the map", "https://map.example/"),
    ]
    assert bins.contacts[0].value["phone"] == "01234 567890"
    assert ImportedItem.objects.get(key="bins.md").extra == {"colour": "green"}


def test_a_second_run_changes_nothing(run: Run) -> None:
    first = run({"bins.md": BINS, "report.md": REPORT, "guides/a.md": "# A"})
    assert "3  pages made" in first.text
    before = [list(model.objects.order_by("pk").values()) for model in (Page, Revision, ImportedItem)]
    second = run()
    assert "0  pages made" in second.text
    assert "3  pages unchanged" in second.text
    assert [list(model.objects.order_by("pk").values()) for model in (Page, Revision, ImportedItem)] == before


def test_links_to_pages_made_later_are_set_in_the_same_revision(run: Run) -> None:
    run({"bins.md": BINS, "report.md": REPORT})
    assert page("/website/bins/").revisions.count() == 1
    bins = page("/website/bins/").latest_revision.as_object()
    assert f'id="{page("/website/report/").pk}"' in str(bins.body[0].value.source)
    assert [item.awaited for item in ImportedItem.objects.all()] == [[], []]


def test_a_changed_file_becomes_a_new_revision_of_its_page_alone(run: Run) -> None:
    run({"bins.md": BINS, "report.md": REPORT})
    key = page("/website/bins/").pk
    outcome = run({"bins.md": BINS.replace("two days", "three days")})
    assert "1  pages changed" in outcome.text
    bins = page("/website/bins/")
    assert (bins.pk, bins.revisions.count()) == (key, 2)
    assert "three days" in str(bins.body[0].value.source)
    assert page("/website/report/").revisions.count() == 1


def test_a_page_that_somebody_edited_keeps_the_change_as_a_draft(run: Run) -> None:
    run({"a.md": "# A\n\nOld"})
    edited = page("/website/a/")
    edited.title = "Edited here"
    edited.save_revision().publish()
    outcome = run({"a.md": "# A\n\nNew"})
    assert "somebody has edited the page" in outcome.text
    live = page("/website/a/")
    assert (live.title, live.has_unpublished_changes) == ("Edited here", True)
    assert "New" in str(live.latest_revision.as_object().body[0].value.source)


def test_a_dry_run_writes_nothing_and_tells_the_same(run: Run, png: bytes) -> None:
    files = {
        "bins.md": BINS,
        "report.md": REPORT,
        "x/bad.md": "---\ntitle: a: b\n---",
        "p.md": "![P](p.png)",
        "p.png": png,
    }
    dry = run(files, dry_run=True)
    assert dry.code == 1
    assert paths() == []
    assert ImportedItem.objects.count() == 0
    assert "3  pages made" in dry.text
    assert "x/bad.md:2: the front matter is not YAML" in dry.text


def test_folders_parents_and_guides_make_a_tree(run: Run) -> None:
    run(
        {
            "travel/index.md": "---\ntitle: Travel\ntype: service_landing\n---\nx",
            "travel/badge.md": "---\ntitle: Blue badge\ntype: guide\n---\nx",
            "travel/badge/apply.md": "---\ntitle: Apply\ntype: guide_part\norder: 2\n---\nx",
            "travel/badge/who.md": "---\ntitle: Who\ntype: guide_part\norder: 1\n---\nx",
            "rules/byelaws.md": "# Byelaws",
        }
    )
    assert paths() == [
        "/website/rules/",
        "/website/rules/byelaws/",
        "/website/travel/",
        "/website/travel/badge/",
        "/website/travel/badge/who/",
        "/website/travel/badge/apply/",
    ]
    assert isinstance(page("/website/travel/badge/"), GuidePage)
    assert isinstance(page("/website/travel/badge/who/"), GuidePartPage)
    assert page("/website/rules/").title == "Rules"


def test_a_type_that_may_not_stand_there_gives_way_to_one_that_may(run: Run) -> None:
    outcome = run(
        {
            "guide.md": "---\ntitle: Guide\ntype: guide\n---\nx",
            "guide/more.md": "---\ntitle: More\ntype: service\n---\nx",
            "guide/more/deep.md": "---\ntitle: Deep\n---\nx",
            "odd.md": "---\ntitle: Odd\ntype: unheard-of\n---\nx",
            "news.md": "---\ntitle: News\ntype: news_index\n---\nWords that no index holds",
            "news/first.md": "---\ntitle: First\ndate: 2024-05-06\n---\nx",
        }
    )
    assert isinstance(page("/website/guide/more/"), GuidePartPage)
    assert isinstance(page("/website/guide/deep/"), GuidePartPage)
    assert isinstance(page("/website/odd/"), ContentPage)
    news = page("/website/news/first/")
    assert isinstance(news, NewsPage)
    assert news.published_on == date(2024, 5, 6)
    assert "no 'service' page can stand below 'Guide'; made a 'guide_part' page" in outcome.text
    assert "nothing can stand below 'More'; put below 'Guide'" in outcome.text
    assert "Words that no index holds" in outcome.text


def test_drafts_scheduled_and_expired_pages(run: Run, client: Client) -> None:
    files = {
        "draft.md": "---\ntitle: Draft\npublished: false\n---\nx",
        "later.md": "---\ntitle: Later\ndate: 2199-01-01\n---\nx",
        "over.md": "---\ntitle: Over\nexpires: 2001-01-01\n---\nx",
        "now.md": "---\ntitle: Now\n---\nx",
    }
    run(files)
    assert [page(f"/website/{name}/").live for name in ("draft", "later", "now")] == [False, False, True]
    assert page("/website/later/").approved_schedule
    answers = {
        name: client.get(f"/{name}/", headers={"host": "www.localhost"}).status_code
        for name in ("draft", "later", "over", "now")
    }
    assert answers == {"draft": 404, "later": 404, "over": 404, "now": 200}
    run({"now.md": "---\ntitle: Now\ndraft: true\n---\nx"})
    assert not page("/website/now/").live


def test_languages_are_kept(run: Run, client: Client) -> None:
    run(
        {
            "faq-cy.html": "<h1>Cwestiynau</h1><p>Testun",
            "faq-en-gb.html": "<h1>Questions</h1><p>x",
            "ar.md": "---\ntitle: أ\nlang: ar\n---\nx",
        }
    )
    assert page("/website/faq-cy/").content_language == "cy"
    assert page("/website/faq-en-gb/").content_language == ""
    answer = client.get("/faq-cy/", headers={"host": "www.localhost"}).content.decode()
    assert 'lang="cy"' in answer
    assert 'dir="rtl"' in client.get("/ar/", headers={"host": "www.localhost"}).content.decode()


def test_a_document_goes_where_the_tree_has_its_language(run: Run, branches: dict[str, BasePage]) -> None:
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    home = branches["website"].copy_for_translation(welsh)
    home.save_revision().publish()
    run({"biniau.md": "---\ntitle: Biniau\nlang: cy\n---\nx", "bins.md": "# Bins"})
    found = page(f"{home.url_path}biniau/")
    assert (found.locale, found.content_language) == (welsh, "")
    assert page("/website/bins/").locale.language_code == "en-gb"


def test_hostile_pages_are_harmless_when_read(run: Run, client: Client) -> None:
    outcome = run(
        {
            "x.html": "<h1 onclick=a()>X</h1><script>steal()</script><p><a href='javascript:steal()'>here</a>"
            "<img src=x onerror=steal()><iframe src='https://bad.example'></iframe>"
            "<table><tr><th><script>steal()</script>A<th>B<tr><td onload=steal()>1<td>2</table>",
            "y.md": "---\ntitle: <script>steal()</script>Y\nsummary: <b onclick=steal()>S</b>\ntype: service\n"
            "tasks: [{title: T, href: 'javascript:steal()'}]\n---\n`<script>steal()</script>`",
        }
    )
    assert outcome.code == 0
    for path in ("x", "y"):
        answer = client.get(f"/{path}/", headers={"host": "www.localhost"})
        assert answer.status_code == 200
        assert "<script>steal" not in answer.content.decode()
        assert "javascript:" not in answer.content.decode()
        assert "bad.example" not in answer.content.decode()
    assert "x.html:1: <script> removed" in outcome.text


def test_the_report_is_written_for_programs(run: Run, tmp_path: Path) -> None:
    outcome = run({"a.md": "# A\n\n[x](none.md)", "b.md": b"\xff"}, report=tmp_path / "report.json")
    assert outcome.code == 1
    report: dict[str, Any] = json.loads((tmp_path / "report.json").read_text())
    assert report["counts"] == {
        "files": 2, "documents": 1, "created": 1, "changed": 0, "unchanged": 0, "folders": 0, "translations": 0,
        "redirects": 0,
        "images": 0, "downloads": 0, "refused": 1, "altered": 1, "info": 0,
    }  # fmt: skip
    assert [(note["file"], note["line"], note["severity"]) for note in report["notes"]] == [
        ("a.md", 3, "altered"),
        ("b.md", 1, "refused"),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"path": "missing"}, "does not exist"),
        ({"to": "website:/nowhere/"}, "no page is there"),
        ({"to": "moon:/"}, "begin with one of website:/"),
        ({"to": "website"}, "begin with one of website:/"),
        ({"audience": ["everyone"]}, "no audience is called 'everyone'"),
        ({"audience": ["partner:nobody"]}, "no audience is called 'partner:nobody'"),
        ({"to": "intranet:/", "audience": ["partner"]}, "nobody of partner may see"),
        ({"map": Path("missing.yaml")}, "missing.yaml"),
    ],
)
def test_what_cannot_begin_ends_with_two(run: Run, options: dict[str, Any], message: str) -> None:
    outcome = run({"a.md": "# A"}, **options)
    assert (outcome.code, message in outcome.text) == (2, True), outcome.text
    assert paths() == []


def test_a_source_without_documents_ends_with_two(run: Run) -> None:
    assert run({"a.txt": "x"}).code == 2
    assert run(path="/nonexistent").code == 2

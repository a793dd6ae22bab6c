"""Imports in detail: articles, audiences, images, old addresses and doubles."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from cms.access.services import add_partner_audience, effective_audiences
from cms.core.models import BasePage
from cms.media.models import MediaImage
from kb.models import ArticlePage, SectionPage
from kb.services import ensure_hub
from tests.cms.importing.conftest import Outcome, page, paths

pytestmark = pytest.mark.once

Run = Callable[..., Outcome]

ARTICLE = """---
title: Paying rent
---
Pay by card.

::: staff_note
Check the account.
:::

::: partner_text calder-care title="Carers"
Ask for consent.
:::

::: short_text
Pay at the desk.
:::
"""


def test_articles_keep_their_parts(run: Run) -> None:
    add_partner_audience("calder-care", "Calder Care")
    outcome = run({"rent/pay.md": ARTICLE, "rent/plain.md": "# Plain\n\nText"}, "knowledge-base:/")
    assert outcome.code == 0, outcome.text
    article = page("/knowledge-base/rent/pay/")
    assert isinstance(article, ArticlePage)
    assert isinstance(page("/knowledge-base/rent/"), SectionPage)
    assert [block.block_type for block in article.body] == ["public_text", "staff_note", "partner_text", "short_text"]
    assert list(article.body[2].value["organisations"]) == ["partner:calder-care"]
    assert article.body[2].value["title"] == "Carers"
    assert [block.block_type for block in page("/knowledge-base/rent/plain/").body] == ["public_text"]


def test_articles_without_a_section_get_one(run: Run) -> None:
    run({"a.md": "# A\n\nx"}, "knowledge-base:/", source="house-rules")
    run({"b.md": "# B\n\nx"}, "knowledge-base:/", source="house-rules")
    assert paths() == [
        "/knowledge-base/house-rules/",
        "/knowledge-base/house-rules/a/",
        "/knowledge-base/house-rules/b/",
    ]


def test_a_part_for_an_unknown_organisation_is_refused_and_not_widened(run: Run) -> None:
    outcome = run({"r/a.md": ARTICLE, "r/b.md": f"::: short_text\n{'x' * 301}\n:::"}, "knowledge-base:/")
    assert outcome.code == 1
    assert "r/a.md:10: no partner organisation is called 'calder-care'" in outcome.text
    assert "r/b.md:1: a short text of 301 letters" in outcome.text
    assert not ArticlePage.objects.exists()


def test_parts_for_some_readers_do_not_come_onto_ordinary_pages(run: Run) -> None:
    outcome = run({"a.md": "# A\n\nAll\n\n::: staff_note\nHidden words\n:::\n"})
    assert "Hidden words" not in str(page("/website/a/").body.raw_data)
    assert "the part staff_note left out: only articles have parts for some readers [Hidden words]" in outcome.text


def test_questions_become_articles(run: Run) -> None:
    files = {"faq.csv": "question,answer,section\nHow?,So.,Rent\nWhy?,,Rent\n"}
    outcome = run(files, "knowledge-base:/")
    assert outcome.code == 1
    assert "faq.csv:3: the column 'answer' is empty" in outcome.text
    assert paths() == ["/knowledge-base/rent/", "/knowledge-base/rent/how/"]


def test_documents_may_narrow_what_was_asked_for_and_never_widen_it(run: Run) -> None:
    front = "---\ntitle: {0}\naudience: {0}\n---\nx"
    files = {f"r/{key}.md": front.format(key) for key in ("public", "staff", "agent", "resident", "nobody")}
    outcome = run(files, "knowledge-base:/", audience=["staff"])
    assert outcome.code == 1
    assert effective_audiences(page("/knowledge-base/r/agent/")) == {"agent"}
    assert effective_audiences(page("/knowledge-base/r/staff/")) == {"staff"}
    assert paths() == ["/knowledge-base/r/", "/knowledge-base/r/agent/", "/knowledge-base/r/staff/"]
    assert "r/public.md:1: it is for public, which is more than staff" in outcome.text
    assert "r/nobody.md:1: no audience is called 'nobody'" in outcome.text


def test_a_second_run_does_not_let_in_more_readers_by_itself(run: Run) -> None:
    run({"r/a.md": "# A\n\nx"}, "knowledge-base:/", audience=["staff"])
    outcome = run({"r/a.md": "# A\n\ny"}, "knowledge-base:/", audience=["public"])
    assert "the change is kept as a draft: more readers would see it" in outcome.text
    assert effective_audiences(page("/knowledge-base/r/a/")) == {"staff"}


def test_images_are_kept_once_and_false_ones_refused(run: Run, png: bytes) -> None:
    files = {
        "a.md": "# A\n\n![Map](img/map.png)\n\n![](/img/copy.png)\n\n![Gone](img/gone.png)\n\n![Far](https://x.example/a.png)",
        "b.md": "---\ntitle: B\nimage: {file: img/map.png, alt: Map}\n---\n![False](img/false.jpg) ![Drawn](img/d.svg)\n\nText",
        "img/map.png": png,
        "img/copy.png": png,
        "img/false.jpg": b"GIF89a no image",
        "img/d.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
        "img/cut.png": png[:-20],
        "img/unused.png": png,
    }
    outcome = run(files)
    assert outcome.code == 1
    assert MediaImage.objects.count() == 1
    image = MediaImage.objects.get()
    assert [
        (block.value["image"], block.value["alt"], block.value["decorative"]) for block in page("/website/a/").body
    ] == [
        (image, "Map", False),
        (image, "", True),
    ]
    for line in (
        "img/false.jpg: This file is not an AVIF",
        "img/d.svg: Drawings (SVG) are not accepted",
        "img/cut.png: This image is damaged.",
        "a.md:7: the image img/gone.png is not among the files and is left out [Gone]",
        "a.md:9: the image https://x.example/a.png is on another site",
        "b.md:5: the image img/false.jpg is left out: This file is not an AVIF",
    ):
        assert line in outcome.text
    again = run()
    assert MediaImage.objects.count() == 1
    assert "0  images stored" in again.text


def test_old_addresses_lead_to_the_pages(run: Run, client: Client) -> None:
    front = "---\ntitle: {}\nurl: {}\nredirect_from: {}\n---\nx"
    files = {
        "a.md": front.format("A", "/council/a", "[/old-a, /shared, /B]"),
        "b.md": front.format("B", "/b", "/shared"),
        "c.html": "<h1>C</h1>x",
    }
    outcome = run(files)
    for path, target in {"/council/a": "/a/", "/old-a/": "/a/", "/shared": "/a/", "/c.html": "/c/"}.items():
        answer = client.get(path, headers={"host": "www.localhost"})
        assert (answer.status_code, answer["location"].removeprefix("http://www.localhost")) == (301, target)
    assert "the old address /shared leads to 'A' already" in outcome.text
    assert Redirect.objects.count() == 5
    run()
    assert Redirect.objects.count() == 5


def test_articles_are_found_at_their_hub_and_at_old_addresses_on_every_site(
    run: Run, branches: dict[str, BasePage], client: Client
) -> None:
    ensure_hub(branches["website"])
    run({"rent/pay.html": "<h1>Pay</h1>x"}, "knowledge-base:/", source="kb")
    article = page("/knowledge-base/rent/pay/")
    assert [each.site for each in Redirect.objects.all()] == [None]
    assert client.get("/rent/pay.html", headers={"host": "www.localhost"})["location"].endswith("/help/rent/pay/")
    outcome = run({"a.md": "# A\n\n[x](/help/rent/pay) [y](/help/rent/none)"}, source="pages")
    assert f'<a linktype="page" id="{article.pk}">x</a> y' in str(page("/website/a/").body[0].value.source)
    assert "a link to '/help/rent/none' leads to nothing here" in outcome.text


def test_two_documents_with_one_address_both_get_a_page(run: Run) -> None:
    files = {name: f"---\ntitle: {name}\nurl: /bins\n---\nx" for name in ("a.md", "b.md")}
    outcome = run(files)
    assert outcome.code == 0
    assert paths() == ["/website/bins/", "/website/bins-2/"]
    assert "b.md: another page has the address 'bins' already; this one is at 'bins-2'" in outcome.text


def test_a_mapping_file_is_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("types: {'*': news_index}\nvalues: {site_name: Northmere}\n")
    run({"a.html": "<h1>A</h1>"}, map=tmp_path / "map.yaml")
    assert page("/website/a/")._meta.model_name == "newsindexpage"


def test_a_document_that_comes_later_is_linked_to(run: Run) -> None:
    run({"a.md": "# A\n\n[b](b.md)"})
    assert "page" not in str(page("/website/a/").body[0].value.source)
    run({"b.md": "# B"})
    assert 'linktype="page"' in str(page("/website/a/").body[0].value.source)


def test_what_is_no_longer_in_the_source_is_kept_and_told(run: Run, folder: Path) -> None:
    run({"a.md": "# A", "b.md": "# B"})
    (folder / "b.md").unlink()
    outcome = run(verbosity=2)
    assert "b.md: no longer in the source, or refused; its page is kept" in outcome.text
    assert paths() == ["/website/a/", "/website/b/"]


def test_a_page_deleted_here_comes_back(run: Run) -> None:
    run({"a.md": "# A"})
    page("/website/a/").delete()
    assert "1  pages made" in run().text

"""What readers read of facts: in sentences, in blocks, in search, by audience and language."""

from typing import Any

import pytest
from wagtail.models import Locale, PageLogEntry

from cms.core.signals import content_changed
from kb.facts.models import Fact
from tests.search.test_results import article
from tests.testmere import Council

from .conftest import MakeFact, change, inline, page_with


def text_at(council: Council, path: str, reader: str | None = None) -> str:
    """The page as the reader gets it, without Wagtail's user bar."""
    response = council.client(reader).get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_fact_stands_in_sentences_and_blocks_and_every_page_follows_it(council: Council, make_fact: MakeFact) -> None:
    fact = make_fact()
    one = page_with(council, "one", ("text", f"<p>You pay {inline(fact)}. {inline(fact, 'full')} Bring a photo.</p>"))
    blocks = [("fact", {"fact": fact, "format": form}) for form in ("short", "full", "table")]
    other = page_with(council, "two", *blocks)
    first, second = text_at(council, "/one/"), text_at(council, "/two/")
    assert "You pay £10. A Blue Badge costs £10. Bring a photo." in first
    assert "nameinside" not in first and "linktype" not in first
    assert second.count("A Blue Badge costs £10.") == 1 and "New badge" in second and "Blue Badge fee" in second

    told: list[dict[str, Any]] = []
    content_changed.connect(lambda **kwargs: told.append(kwargs), weak=False, dispatch_uid="told")
    try:
        change(fact, short="£12", full="A Blue Badge costs £12.", parts=[("part", {"label": "New", "value": "£12"})])
    finally:
        content_changed.disconnect(dispatch_uid="told")
    first, second = text_at(council, "/one/"), text_at(council, "/two/")
    assert "You pay £12. A Blue Badge costs £12. Bring a photo." in first and "£10" not in first + second
    facts = [each for each in told if each["kind"] == "fact"]
    assert len(facts) == 1 and other.pk in facts[0]["page_ids"] and f"page-{other.pk}" in facts[0]["keys"]
    assert f"fact-{fact.translation_key}" in facts[0]["keys"]
    entries = PageLogEntry.objects.filter(action="frontdoor.fact").latest_by_uuid_and_action()
    message = "Fact changed: Blue Badge fee, from “£10” to “£12”"
    assert {entry.page_id: entry.message for entry in entries} == {one.pk: message, other.pk: message}


def test_search_finds_pages_by_the_words_of_their_facts_as_they_are_now(council: Council, make_fact: MakeFact) -> None:
    fact = make_fact(short="oldword", full="fullword")
    page_with(council, "one", ("text", f"<p>You pay {inline(fact)}.</p>"), ("fact", {"fact": fact, "format": "full"}))
    assert all(found(council, word) for word in ("oldword", "fullword"))
    change(fact, short="newword")
    assert found(council, "newword") and not found(council, "oldword")
    change(fact, audiences=["resident"])
    assert not found(council, "newword") and not found(council, "fullword")
    assert found(council, "newword", "resident") and found(council, "fullword", "resident")
    fact.refresh_from_db()
    fact.unpublish()
    assert not found(council, "newword", "resident")


def found(council: Council, word: str, reader: str | None = None) -> bool:
    """Whether the page "one" is among the results."""
    return "Title one" in council.client(reader).get("/search/", {"q": word}).content.decode()


@pytest.mark.parametrize("how", ["narrowed", "unpublished", "never published"])
def test_a_sentence_goes_with_a_fact_that_the_reader_may_not_see(
    council: Council, make_fact: MakeFact, how: str
) -> None:
    fact = make_fact(short="secretword", full="secretfull")
    if how == "never published":
        Fact.objects.filter(pk=fact.pk).update(live=False)
    table = {"columns": [{"type": "text", "heading": "H"}], "rows": [{"values": [f"<p>{inline(fact)}</p>"]}]}
    page_with(
        council,
        "one",
        ("text", f"<p>Before. You <b>pay {inline(fact)}</b> now. After.</p><ul><li>{inline(fact)}</li></ul>"),
        ("fact", {"fact": fact, "format": "table"}),
        ("table", table),
    )
    if how == "narrowed":
        change(fact, audiences=["resident"])
        assert "secretword" in text_at(council, "/one/", "resident")
    elif how == "unpublished":
        fact.unpublish()
    text = text_at(council, "/one/")
    assert "<p>Before. After.</p>" in text
    assert not any(word in text for word in ("secret", "nameinside", "Blue Badge fee", "You", "<li></li>"))


NO_FACTS = (
    '<a linktype="fact" id="999999" format="short">nameinside</a>',
    '<a linktype="fact" id="{key}" format="evil">nameinside</a>',
    '<a linktype="fact" id="{key}" format="table">nameinside</a>',
    '<a linktype="fact" id="{key}">nameinside</a>',
    '<a linktype="fact" id="99999999999999999999999999" format="short">nameinside</a>',
    '<a linktype="page" id="99999999999999999999999999">gone</a>',
    '<a linktype="fact" id="x{key}" format="short">nameinside</a>',
    '<a linktype="fact" format="short">nameinside</a>',
    '<embed embedtype="fact" id="{key}" format="short"/>',
)


def test_what_is_no_fact_shows_nothing(council: Council, make_fact: MakeFact) -> None:
    fact = make_fact()
    stored = [("text", f"<p>Before. You pay {each.format(key=fact.pk)} now. After.</p>") for each in NO_FACTS]
    page_with(council, "one", *stored)
    text = text_at(council, "/one/")
    assert text.count("Before.") == text.count("After.") == len(NO_FACTS)
    assert "nameinside" not in text and "£10" not in text


def test_words_of_a_fact_are_no_html(council: Council, make_fact: MakeFact) -> None:
    fact = make_fact(kind="phone", short="<b>1</b>", full='<script>alert("1")</script> <b>1</b>')
    blocks = [("fact", {"fact": fact, "format": form}) for form in ("short", "full", "table")]
    page_with(council, "one", ("text", f"<p>{inline(fact)} and {inline(fact, 'full')}</p>"), *blocks)
    text = text_at(council, "/one/")
    assert "<script>alert" not in text and "<b>1" not in text and "&lt;b&gt;1" in text


def test_a_page_reads_the_fact_in_its_own_language(council: Council, make_fact: MakeFact) -> None:
    fact = make_fact()
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    page = page_with(council, "one", ("text", f"<p>You pay {inline(fact)}.</p>"))
    council.branches["website"].copy_for_translation(welsh).save_revision().publish()
    page.copy_for_translation(welsh).save_revision().publish()
    assert '<span lang="en-gb">£10</span>' in text_at(council, "/cy/one/")
    copy = fact.copy_for_translation(welsh)
    copy.short, copy.live = "deg punt", True
    copy.save()
    assert "deg punt" in text_at(council, "/cy/one/") and "£10" in text_at(council, "/one/")
    change(fact, audiences=["resident"])
    assert "deg punt" not in text_at(council, "/cy/one/")


def test_an_embedded_article_shows_its_facts(council: Council, make_fact: MakeFact) -> None:
    fact = make_fact(short="innerword")
    parts = [("public_text", {"content": [("text", f"<p>You pay {inline(fact)}.</p>")]})]
    page_with(council, "one", ("article", {"article": article(council, body=parts)}))
    assert "You pay innerword." in text_at(council, "/one/")
    change(fact, audiences=["agent"])
    assert "innerword" not in text_at(council, "/one/")

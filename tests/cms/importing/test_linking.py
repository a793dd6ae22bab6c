"""Links between imported pages, as they are written and shown."""

from collections.abc import Callable

from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, PageLogEntry

from cms.api.models import DeliveryDocument, DeliveryDue
from cms.api.services import write_due
from cms.importing.models import ImportedItem
from tests.cms.importing.conftest import Outcome, page

Run = Callable[..., Outcome]

PAIR = {
    "a.md": "# A\n\nSee [when](b.md#when-we-come), [top](b.md#b), [old](b.md#gone) and [b](b.md).",
    "b.md": "# B\n\nBack to [a](a.md).\n\n## When we come!\n\nx",
}


def test_links_to_a_heading_of_another_page_lead_to_it(run: Run, client: Client) -> None:
    outcome = run(PAIR)
    shown = client.get("/a/", headers={"host": "www.localhost"}).content.decode()
    assert '<a href="/b/#when-we-come">when</a>' in shown
    assert '<a href="/b/">top</a>' in shown
    assert '<a href="/b/">old</a>' in shown
    assert 'id="when-we-come"' in client.get("/b/", headers={"host": "www.localhost"}).content.decode()
    assert "a.md:3: a link to 'b.md#gone' finds no such heading; it leads to the top of the page" in outcome.text
    assert "b.md#b" not in outcome.text
    run({"b.md": PAIR["b.md"].replace("When we come", "Then")})
    assert 'href="/b/">when</a>' in client.get("/a/", headers={"host": "www.localhost"}).content.decode()


def test_the_editor_keeps_the_heading_that_a_link_leads_to(run: Run) -> None:
    run(PAIR)
    source = str(page("/website/a/").body[0].value.source)
    converter = ContentstateConverter(features=["link"])
    assert 'anchor="when-we-come"' in converter.to_database_format(converter.from_database_format(source))


def test_pages_that_link_to_one_another_are_published_once(run: Run) -> None:
    run(PAIR)
    assert PageLogEntry.objects.filter(action="wagtail.publish", page=page("/website/a/").pk).count() == 1
    assert [item.awaited for item in ImportedItem.objects.all()] == [[], []]
    assert f'id="{page("/website/b/").pk}"' in str(page("/website/a/").body[0].value.source)


def test_a_link_to_a_document_that_is_refused_becomes_its_text(run: Run) -> None:
    refused = "---\ntitle: B\naudience: nobody-at-all\n---\nx"
    outcome = run({"a.md": "# A\n\nSee [the other](b.md).", "b.md": refused})
    assert outcome.code == 1
    assert "a link to 'b.md', which was not imported; its text is kept" in outcome.text
    assert str(page("/website/a/").body[0].value.source) == "<p>See the other.</p>"
    run({"b.md": "# B"})
    found = page("/website/b/").pk
    assert f'<a linktype="page" id="{found}">the other</a>' in str(page("/website/a/").body[0].value.source)


def test_what_other_front_ends_read_is_due_once_for_each_page(run: Run) -> None:
    run(PAIR)
    made = set(Page.objects.filter(url_path__in=["/website/a/", "/website/b/"]).values_list("pk", flat=True))
    assert set(DeliveryDue.objects.values_list("pk", flat=True)) >= made
    write_due.enqueue()
    assert not DeliveryDue.objects.exists()
    assert set(DeliveryDocument.objects.values_list("page_id", flat=True)) >= made


def test_a_link_never_says_the_words_of_a_heading_in_a_hidden_part(run: Run) -> None:
    hidden = "::: staff_note\n\n## Known fraudsters\n\n<h2 id='x1'>Secret rounds</h2>\n\n:::\n\nOpen. [x](#x1)"
    run(
        {"a.md": "# A\n\n[x](b.md#x1) [y](b.md#known-fraudsters)", "b.md": f"# B\n\n{hidden}"},
        "knowledge-base:/",
        audience=["public", "staff"],
    )
    for title in ("A", "B"):
        source = str(Page.objects.get(title=title).specific.body.raw_data)
        assert "#secret" not in source
        assert 'anchor="' not in source

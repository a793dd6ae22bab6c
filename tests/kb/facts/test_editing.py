"""What editors are shown and refused: the uses of a fact, deleting it, its chooser, and values typed by hand."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex

from cms.access.services import grant
from cms.accounts.models import User
from cms.core.blocks import FEATURES
from cms.core.permissions import EDITOR, branch_group
from kb.facts.models import Fact
from tests.queries import counted
from tests.testmere import Council

from .conftest import MakeFact, inline, page_with


@pytest.fixture
def admin(council: Council) -> Client:
    """An administrator's browser."""
    user = User.objects.create_superuser("admin@testmere.example")
    council.users["admin"] = user
    grant(user, "staff")
    return council.client("admin", "intranet")


@pytest.fixture
def editor(council: Council) -> Client:
    """The browser of somebody who works on the website only, not on facts."""
    user = User.objects.create_user("web@testmere.example")
    user.groups.add(branch_group("Web", council.branches["website"], EDITOR))
    council.users["web"] = user
    grant(user, "staff")
    return council.client("web", "intranet")


def form_of(client: Client, path: str) -> dict[str, str]:
    """The values in the form's fields as a browser would send them back, as far as the tests need them."""
    text = client.get(path).content.decode()
    fields = dict(
        re.findall(r'<input type="(?:text|hidden|email|date)" name="([\w-]+)"(?:[^>]*? value="([^"]*)")?', text)
    )
    return {**fields, "full": "A Blue Badge costs £12.", "parts-count": "0", "kind": "fee", "service": ""}


def test_publishing_a_used_fact_asks_for_confirmation_and_deleting_it_is_refused(
    council: Council, admin: Client, make_fact: MakeFact
) -> None:
    fact = make_fact()
    page = page_with(council, "one", ("text", f"<p>You pay {inline(fact)}.</p>"))
    path = f"/admin/snippets/facts/fact/edit/{fact.pk}/"
    shown = admin.get(path).content.decode()
    assert "1 live page shows this fact" in shown and f"/admin/pages/{page.pk}/" in shown
    form = {**form_of(admin, path), "short": "£12", "action-publish": "1"}
    answer = admin.post(path, form)
    assert answer.status_code == 200 and "confirm that they change" in answer.content.decode()
    assert Fact.objects.get(pk=fact.pk).short == "£10"
    answer = admin.post(path, {**form, "confirm_pages": "on"})
    assert answer.status_code == 302
    assert "You pay £12." in council.client().get("/one/").content.decode()
    assert "from “£10” to “£12”" in admin.get(f"/admin/pages/{page.pk}/history/").content.decode()

    admin.post(f"/admin/snippets/facts/fact/delete/{fact.pk}/")
    refused = admin.get(path).content.decode()
    assert Fact.objects.filter(pk=fact.pk).exists() and "cannot be deleted" in refused and "“Title one”" in refused
    usage = admin.get(f"/admin/snippets/facts/fact/usage/{fact.pk}/").content.decode()
    assert "Title one" in usage or not ReferenceIndex.objects.filter(to_object_id=str(fact.pk)).exists()


def test_the_page_editor_keeps_facts_in_sentences(council: Council, admin: Client, make_fact: MakeFact) -> None:
    fact = make_fact()
    page = page_with(council, "one", ("text", f"<p>You pay {inline(fact)} or {inline(fact, 'full')}.</p>"))
    shown = admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "FACT_FULL" in shown and "facts/fact.js" in shown
    converter = ContentstateConverter(features=FEATURES)
    again = converter.to_database_format(converter.from_database_format(page.body[0].value.source))
    assert f'linktype="fact" id="{fact.pk}" format="short"' in again
    assert f'linktype="fact" id="{fact.pk}" format="full"' in again


def test_the_chooser_offers_what_the_editor_may_know_of(council: Council, editor: Client, make_fact: MakeFact) -> None:
    shown = make_fact()
    hidden = make_fact("Hidden name", slug="hidden", audiences=["agent"])
    answer = editor.get(chooser(""))
    assert answer.status_code == 200 and "Blue Badge fee" in answer.content.decode()
    assert "Hidden name" not in answer.content.decode()
    assert editor.get(chooser(f"chosen/{shown.pk}/")).json()["result"]["title"] == "Blue Badge fee"
    assert editor.get(chooser(f"chosen/{hidden.pk}/")).status_code == 404
    assert "Hidden" not in editor.get(chooser(f"chosen-multiple/?id={hidden.pk}")).content.decode()
    assert editor.get("/admin/snippets/facts/fact/").status_code == 302


def chooser(rest: str) -> str:
    """An address of the chooser."""
    return reverse("wagtailsnippetchoosers_facts_fact:choose") + rest


CONTRADICTED = {
    "We ask a £12 fee for your Blue Badge.": True,
    "A Blue Badge costs £ 10.00 to make.": False,
    "Misuse of a Blue Badge: you pay a fine of £1,000.": False,
    "A parking permit costs £45.": False,
    "Blue Badge holders save £30.": False,
    "Pay £10 for a Blue Badge, or £4 for a copy.": False,
}


def test_values_typed_by_hand_are_reported_to_those_who_may_edit_the_page(
    council: Council, admin: Client, editor: Client, make_fact: MakeFact
) -> None:
    fact = make_fact()
    phone = make_fact("Badge team phone number", slug="team", kind="phone", short="01632 960145", full="", parts=[])
    text = "".join(f"<p>{sentence}</p>" for sentence in CONTRADICTED)
    text += f"<p>The badge team answers on 01632 960199. The badge team: 01632 960 145.</p><p>Pay {inline(fact)}.</p>"
    page = page_with(council, "one", ("text", text), service=fact.service)
    page_with(council, "two", ("text", "<p>A Blue Badge costs £99.</p>"))
    page_with(council, "three", ("text", "<p>A Blue Badge costs £98.</p>"), parent=council.branches["intranet"])
    assert phone.service == fact.service
    answer, few = counted(lambda: editor.get("/admin/reports/facts/"))
    shown = answer.content.decode()
    for sentence, reported in CONTRADICTED.items():
        assert (sentence in shown) is reported, sentence
    assert "The badge team answers on 01632 960199." in shown and "960 145" not in shown
    assert "£99" not in shown and "£98" not in shown and f"/admin/pages/{page.pk}/edit/" in shown
    for slug in ("four", "five", "six"):
        page_with(council, slug, ("text", "<p>A Blue Badge costs £12.</p>"), service=fact.service)
    answer, many = counted(lambda: editor.get("/admin/reports/facts/"))
    assert answer.content.decode().count("A Blue Badge costs £12.") == 3
    assert many.total == few.total

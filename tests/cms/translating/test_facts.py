"""Facts, and pages that hold them, are translated; until then the English value stands in the Welsh page, marked."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.access.services import grant
from cms.accounts.models import User
from cms.website.models import ContentPage
from kb.facts.models import Fact
from tests.cms.translating.conftest import Council, add

pytestmark = pytest.mark.once


@pytest.fixture
def fact(db: None) -> Fact:
    """A live fact in English."""
    owner = {"contact_name": "Parking", "contact_email": "parking@northmere.example"}
    review = datetime.date(2030, 1, 1)
    english = Locale.get_default()
    made = Fact(name="Badge fee", slug="badge-fee", short="£10", full="A badge costs £10.", review_date=review, **owner)
    made.locale = english
    made.parts = [("part", {"label": "New badge", "value": "£10"})]  # type: ignore[assignment]
    made.save()
    made.save_revision().publish()
    return made


@pytest.fixture
def keeper(council: Council) -> Client:
    """The browser of somebody who looks after facts."""
    grant(User.objects.create_superuser("keeper@northmere.example"), "staff")
    client = council.reader(host="intranet")
    client.force_login(
        User.objects.get(email="keeper@northmere.example"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def badges(council: Council, fact: Fact) -> ContentPage:
    """A page that names the fact in a sentence and shows it as a block."""
    inline = f'<a linktype="fact" id="{fact.pk}" format="short">Badge fee</a>'
    body = [("text", f"<p>You pay {inline} today.</p>"), ("fact", {"fact": fact, "format": "full"})]
    page: ContentPage = add(council.branches["website"], ContentPage, "Badges", body=body)
    return page


def test_a_page_keeps_its_facts_when_translated_and_shows_them_in_welsh_once_they_are(
    council: Council, fact: Fact, keeper: Client
) -> None:
    page, editor, visitor = badges(council, fact), council.editor("website"), council.reader()
    assert council.submit(editor, page).status_code == 302
    council.translate(editor, page)
    assert council.publish(editor, page).live
    shown = visitor.get("/cy/badges-cymraeg/").content.decode()
    assert 'Cymraeg: You pay <span lang="en-gb">£10</span> today.' in shown
    assert 'lang="en-gb"' in shown.split('class="fact"')[1].split(">")[0] and "A badge costs £10." in shown

    welsh = fact.get_translation(council.welsh)
    assert not welsh.live
    council.translate(keeper, fact)
    edit = reverse("wagtailsnippets_facts_fact:edit", args=[welsh.pk])
    with council.capture(execute=True):
        assert keeper.post(edit, {"action": "publish"}).status_code in {200, 302}
    shown = visitor.get("/cy/badges-cymraeg/").content.decode()
    assert "Cymraeg: You pay Cymraeg: £10 today." in shown and "Cymraeg: A badge costs £10." in shown
    assert 'lang="en-gb"' not in shown.split('class="fact"')[1].split(">")[0]
    assert "You pay £10 today." in visitor.get("/badges/").content.decode()
    history = editor.get(reverse("wagtailadmin_pages:history", args=[page.get_translation(council.welsh).pk]))
    assert "Fact changed: Cymraeg: Badge fee" in history.content.decode()


def test_only_who_looks_after_facts_translates_them(council: Council, fact: Fact, keeper: Client) -> None:
    submit = reverse("wagtail_localize:submit_snippet_translation", args=["facts", "fact", str(fact.pk)])
    editor = council.editor("website")
    for answer in (editor.get(submit), editor.post(submit, {"locales": [council.welsh.pk]})):
        assert answer.status_code == 404 and "Badge fee" not in answer.content.decode()
    assert not Translation.objects.exists()
    with council.capture(execute=True):
        assert keeper.post(submit, {"locales": [council.welsh.pk]}).status_code == 302
    update = reverse("wagtail_localize:update_translations", args=[TranslationSource.objects.get().pk])
    assert editor.get(update).status_code == 404 and keeper.get(update).status_code == 200

"""The admin shows the editor of one branch nothing of the others but what they may read; others it does not let in."""

import pytest
from wagtail.models import Revision

from cms.core.models import BasePage
from cms.media.models import MediaDocument, MediaImage
from kb.facts.models import Fact

from . import admin, tally
from .canaries import word_for
from .look import crawler_for
from .seeds import Council
from .truth import Host, Reader

pytestmark = pytest.mark.once

# Icons, translations, and the forms for those who have no session.
WITHOUT_CONTENT = ("sprite", "jsi18n", "login", "password_reset")


# Wagtail's own lists warn that they are in no order.
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_the_editor_of_a_branch_meets_nothing_of_the_others(
    council: Council, full: bool, request: pytest.FixtureRequest
) -> None:
    session = (Reader.EDITOR, Host.INTRANET)
    crawler = crawler_for(council, [session])
    admin.go_on(council, council.people[Reader.ADMIN])
    for path in admin.addresses(council, full=full):
        crawler.visit(session, path)
    seen = crawler.findings.seen[session]
    leaks = [
        f"{canary.label} at {seen[canary.word]}"
        for canary in council.aviary
        if canary.word in seen and not admin.may_meet(canary)
    ]
    tally.record(request, requests=crawler.requests, leaks=len(leaks))
    assert crawler.findings.failed == []
    assert leaks == []


@pytest.mark.parametrize("reader", [Reader.STAFF, Reader.AGENT, Reader.PARTNER_X, Reader.RESIDENT_A, Reader.ANONYMOUS])
def test_nobody_else_gets_in(reader: Reader, council: Council, full: bool, request: pytest.FixtureRequest) -> None:
    sessions = [(reader, host) for host in Host]
    crawler = crawler_for(council, sessions)
    let_in = []
    paths = list(admin.addresses(council, full=full))
    for number, session in enumerate(sessions):
        for path in paths if full else paths[number::60]:
            answer = crawler.visit(session, path)
            if answer.status == 200 and not any(part in path for part in WITHOUT_CONTENT):
                let_in.append(f"{session}: {path}")
    tally.record(request, requests=crawler.requests)
    assert let_in == []


# What only others work with, by the canary that its form would show: a page, files, a fact; chosen, and within text.
CHOSEN = (
    "kb/article/agent/title",
    "files/all/agent/image title",
    "files/all/agent/document title",
    "facts/kb/section/public/agent/name",
)


def choose_all(council: Council, page: BasePage) -> None:
    """A colleague who may find everything puts all of it into two versions of the editor's page."""
    hidden = council.seeds["kb/article/agent"].page
    image = MediaImage.objects.get(title=word_for(CHOSEN[1]))
    document = MediaDocument.objects.get(title=word_for(CHOSEN[2]))
    fact = Fact.objects.get(name=word_for(CHOSEN[3]))
    text = f'<p><a linktype="page" id="{hidden.pk}">A</a> <a linktype="document" id="{document.pk}">B</a></p>'
    action = {"label": "Own", "page": council.seeds["website/branch"].page, "url": "", "start": False}
    for count in (1, 2):
        page.body = [
            ("text", text + f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="">'),
            ("action", {**action, "label": "Version", "page": [None, hidden][count - 1]}),
            *[
                ("action", {**action, "label": "One", "page": hidden}),
                ("action", {**action, "label": "Two"}),
                ("image", {"image": image, "alt": "C", "decorative": False, "caption": ""}),
                ("document", {"document": document, "label": "D"}),
                ("fact", {"fact": fact, "format": "full"}),
            ][: 2 if count == 1 else 5],
        ]
        page.save_revision()


def test_a_form_and_a_comparison_do_not_name_what_the_editor_may_not_find(
    council: Council, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = council.seeds["website/branch/public"].page.specific
    choose_all(council, page)
    session = (Reader.EDITOR, Host.INTRANET)
    newest = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("-pk")
    second, first = newest.values_list("pk", flat=True)[:2]
    paths = (f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{page.pk}/revisions/compare/{first}...{second}/")
    hidden, own = {word_for(label) for label in CHOSEN}, word_for("website/branch/title")
    of_files = {word_for(f"files/all/agent/{kind} file name") for kind in ("image", "document")}
    of_page = council.seeds["kb/article/agent"].page.slug

    def met() -> list[set[str]]:
        crawler = crawler_for(council, [session])
        texts = [crawler.visit(session, path).text for path in paths]
        assert all(own in text for text in texts)
        assert crawler.findings.failed == []
        return [{word for word in (*hidden, *of_files, f"/{of_page}/") if word in text} for text in texts]

    assert met() == [set(), set()]
    monkeypatch.setattr("cms.core.choosing.may_find", lambda user, model, keys: True)
    # A comparison shows a picture without its title.
    picture = {word_for("files/all/agent/image title"): word_for("files/all/agent/image file name")}
    noticed = [
        words >= names for words, names in zip(met(), (hidden, {picture.get(w, w) for w in hidden}), strict=True)
    ]
    tally.record(request, requests=4, mutants_planted=2, mutants_killed=sum(noticed))
    assert noticed == [True, True]

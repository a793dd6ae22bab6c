"""Previews show one draft, cut for the chosen readers, and around it nothing that whoever looks may not see."""

from collections import Counter

import pytest
from wagtail.models import Page

from cms.access.reader import Reader as AccessReader
from cms.core.file_uses import uses_in
from cms.core.previewing import modes_of, preview_for, seen_modes_of
from cms.editing.services import make_link

from . import admin, guesses, tally
from .canaries import Canary
from .crawler import Crawler, links
from .look import crawler_for
from .seeds import Council
from .truth import Host, Reader, sees

pytestmark = pytest.mark.once

# Whose eyes a mode is, on its host.
EYES = {
    "website:public": Reader.ANONYMOUS,
    "website:resident": Reader.RESIDENT_A,
    "intranet:staff": Reader.STAFF,
    "intranet:agent": Reader.AGENT,
    "extranet:partner:eastmoor-police": Reader.PARTNER_X,
    "extranet:partner:calder-care": Reader.PARTNER_Y,
}
EVERY_AUDIENCE = frozenset({"public", "resident", "partner", "staff", "agent"})
DRAFTS = (
    "kb/article/public",
    "kb/article/draft",
    "kb/article/staff",
    "website/content/public",
    "intranet/content-staff",
)


class Everything:
    """Holds all that there is."""

    def __contains__(self, _: object) -> bool:
        return True


def shown_by_links(council: Council, *, full: bool, first: bool = False) -> tuple[Crawler, list[str], set[str]]:
    """Opens a link of each mode to each draft, without an account; what came out that must not, and the addresses of
    files that came. Looks no further than the `first` link that leaks, if that is enough."""
    crawler = crawler_for(council, [(Reader.ANONYMOUS, host) for host in Host])
    leaks, came = [], set()
    files, links_of = list(guesses.one_of_each(guesses.files(council))), Counter[str]()
    for name in DRAFTS:
        page = Page.objects.get(pk=council.seeds[name].page.pk).get_latest_revision_as_object()
        for mode in [mode for mode in EYES if mode in dict(seen_modes_of(page))]:
            _, token = make_link(page=page, mode=mode, hours=1, user=council.people[Reader.ADMIN])
            host = Host(mode.split(":")[0])
            crawler.findings.seen[Reader.ANONYMOUS, host].clear()
            session, below = (Reader.ANONYMOUS, host), f"/preview/{token}"
            crawler.visit(session, f"{below}/")
            whole = crawler.visit(session, f"{below}/page/")
            own = {path for _, path in links(whole, host) if path.startswith(f"{below}/media/")}
            # In the quick run each class of files with one or the other draft.
            tried = files if full else files[links_of[mode] % 2 :: 2]
            links_of[mode] += 1
            for path in own | {below + guess.path for guess in tried}:
                if crawler.visit(session, path).status == 200:
                    came.add(path)
            begun = _files_in(council, page)
            for word, where in crawler.findings.seen[Reader.ANONYMOUS, host].items():
                canary = council.aviary.by_word[word]
                known = _of_draft(canary, name, mode) or (_meant(canary, mode) and canary.label.startswith(begun))
                if not (sees(Reader.ANONYMOUS, Host.WEBSITE, canary.kind) or known):
                    leaks.append(f"{name} as {mode}: {canary.label} ({canary.kind}) at {where}")
            if first and leaks:
                return crawler, leaks, came
    return crawler, leaks, came


def _of_draft(canary: Canary, name: str, mode: str) -> bool:
    """Whether the canary stands in the draft itself, in a part for the readers of that mode; a draft is nobody's yet."""
    return _meant(canary, mode) and canary.label.startswith(f"{name}/")


def _meant(canary: Canary, mode: str) -> bool:
    return canary.kind in {"draft", "scheduled"} or sees(EYES[mode], Host(mode.split(":")[0]), canary.kind)


def _files_in(council: Council, draft: Page) -> tuple[str, ...]:
    """How the labels of the canaries in the draft's own files begin."""
    titles = [model._default_manager.get(pk=key).title for model, key, _ in uses_in(draft)]
    return tuple(council.aviary.by_word[title].label.rsplit("/", 1)[0] + "/" for title in titles)


def test_links_show_their_draft_alone(council: Council, full: bool, request: pytest.FixtureRequest) -> None:
    crawler, leaks, came = shown_by_links(council, full=full)
    tally.record(request, requests=crawler.requests, leaks=len(leaks))
    assert crawler.findings.failed == []
    assert leaks == [], "\n".join(leaks[:20])
    assert crawler.requests > 2 * len(DRAFTS)
    assert {path.split("/")[4] for path in came} == {"images", "documents"}


@pytest.mark.parametrize(
    ("name", "replacement"),
    [
        ("cms.core.reading.DraftCut.sees", lambda *_: True),
        ("cms.editing.links.files_of_draft", lambda *_: Everything()),
        (
            "cms.core.previewing.reader_with",
            lambda *_, **__: AccessReader(None, EVERY_AUDIENCE, frozenset(), "website"),
        ),
        ("cms.editing.links.preview_for", lambda page, mode, _, maker: preview_for(page, mode, maker)),
    ],
)
def test_a_link_without_a_guard_is_noticed(
    council: Council,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    replacement: object,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr(name, replacement)
    crawler, leaks, _ = shown_by_links(council, full=False, first=True)
    tally.record(request, mutants_planted=1, mutants_killed=int(bool(leaks)), requests=crawler.requests)
    assert leaks


def test_an_editor_sees_around_a_draft_what_they_may_see(council: Council, request: pytest.FixtureRequest) -> None:
    page = Page.objects.get(pk=council.seeds["website/branch/public"].page.pk).specific
    page.body = Page.objects.get(pk=council.seeds["website/embeds"].page.pk).specific.body
    page.save_revision()
    session = (Reader.EDITOR, Host.INTRANET)
    crawler = crawler_for(council, [session])
    for mode, _ in [("", ""), *modes_of(page)]:
        crawler.visit(session, f"/admin/pages/{page.pk}/view_draft/?mode={mode}")
        crawler.visit(session, f"/admin/editing/{page.pk}/preview/page/?mode={mode}")
    leaks = [
        f"{canary.label} at {where}"
        for word, where in crawler.findings.seen[session].items()
        if not admin.may_meet(canary := council.aviary.by_word[word])
    ]
    tally.record(request, requests=crawler.requests, leaks=len(leaks))
    assert crawler.findings.failed == []
    assert leaks == []

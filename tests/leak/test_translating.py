"""What the editors' own forms of translating make is read by the readers of its source, at each step, and by nobody else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale, Page, WorkflowPage
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import LocaleSynchronization, TranslationSource
from wagtail_localize.synctree import PageIndex, synchronize_tree

from cms.access.services import effective_audiences, restrict
from cms.core.models import BasePage
from tests.cms.translating.conftest import Council as Translators

from . import guesses, oracles, tally, verdict
from .changes import page_of, reclassify
from .crawler import Crawler, Findings, Session
from .look import SESSIONS, crawler_for, searches
from .people import HOST_NAMES, Answer
from .planting import AUDIENCES
from .seeds import Council
from .truth import Host, Kind, Reader

pytestmark = pytest.mark.once

WELSH = "Cymraeg: {}"
PLACES = ("/cy/", "/cy/sitemap.xml", "/cy/news.rss", "/cy/a-to-z/", "/cy/public/", "/cy/help/public/")
# An article with parts for everybody, one hidden by its place, which is not translated, and a page hidden by itself;
# and whom each is restricted to at last.
SOURCES = {
    "kb/below/public": (Kind.PUBLIC, Kind.STAFF),
    "kb/below/staff": (Kind.STAFF, Kind.AGENT),
    "website/service/resident": (Kind.RESIDENT, Kind.RESIDENT),
}


# Who is to see nothing of most of it; in the full run everybody.
STRANGERS = ((Reader.ANONYMOUS, Host.WEBSITE), (Reader.PARTNER_X, Host.EXTRANET))


class Translator:
    """An administrator who translates one page, and what the readers find after each step."""

    def __init__(
        self, council: Council, name: str, capture: DjangoCaptureOnCommitCallbacks, sessions: Sequence[Session]
    ) -> None:
        # Nobody else has to approve.
        WorkflowPage.objects.all().delete()
        self.council, self.name, self.capture = council, name, capture
        self.ways = Translators({}, Locale.objects.get(language_code="cy"), capture)
        self.client = Client(headers={"host": HOST_NAMES["intranet"]})
        self.client.force_login(council.people[Reader.ADMIN], backend="django.contrib.auth.backends.ModelBackend")
        own = [canary for canary in council.aviary if canary.label.startswith(f"{name}/")]
        self.words = [canary.word for canary in own if canary.label.endswith("/text")][-1:]
        self.crawler = crawler_for(council, sessions)

    @property
    def page(self) -> BasePage:
        """The source."""
        return page_of(self.council, self.name)

    @property
    def translation(self) -> Any:
        """The page in Welsh."""
        return Page.objects.get(translation_key=self.page.translation_key, locale=self.ways.welsh).specific

    def post(self, name: str, key: int, **data: Any) -> None:
        """Sends one of the admin's forms."""
        with self.capture(execute=True):
            answer = self.client.post(reverse(name, args=[key]), data)
        assert answer.status_code == 302, f"{name}: {answer.status_code}"

    def steps(self) -> Iterator[str]:
        """Each step, made when it is asked for."""
        page, (_, narrower) = self.page, SOURCES[self.name]
        self.post("wagtail_localize:submit_page_translation", page.pk, locales=[self.ways.welsh.pk])
        yield "submitted"
        self.ways.translate(self.client, page, WELSH.format)
        yield "translated"
        self.ways.publish(self.client, page)
        assert self.translation.live
        yield "published"
        reclassify(self.council, self.name, narrower)
        with self.capture(execute=True):
            restrict(self.page, AUDIENCES[narrower])
        yield "restricted"
        # What was submitted was taken when more readers were let in.
        self.ways.translate(self.client, page, "Newydd: {}".format)
        self.ways.publish(self.client, page)
        yield "published again from the old text"
        source = TranslationSource.objects.get(object_id=page.translation_key)
        self.post("wagtail_localize:update_translations", source.pk, publish_translations="on")
        yield "updated from its source"
        self.post("wagtail_localize:convert_to_alias", self.translation.pk)
        assert self.translation.alias_of_id == page.pk
        yield "made an alias"
        self.post("wagtailadmin_pages:convert_alias", self.translation.pk)
        assert self.translation.alias_of_id is None
        yield "made a page again"

    def paths(self) -> list[str]:
        """Where it may stand in Welsh."""
        parent = self.council.seeds[self.name].path.rsplit("/", 2)[0]
        slugs = {self.page.slug, self.translation.slug}
        found = [f"/cy{parent}/{slug}/" for slug in sorted(slugs)]
        return [*found, *(f"/api/v1/pages/?path={path}" for path in found)]

    def look(self) -> list[verdict.Wrong]:
        """What readers see of anything that they may not see."""
        paths = [*PLACES, *self.paths(), *searches(self.words)]
        if self.translation.live:
            paths.append(f"/api/v1/pages/{self.translation.pk}/")
        self.crawler.findings = Findings({session: {} for session in self.crawler.browsers})
        for session in self.crawler.browsers:
            for path in paths:
                self.crawler.visit(session, path)
        assert self.crawler.findings.failed == []
        return verdict.leaks(self.council.aviary, self.crawler.findings)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The quick run does without the last, whose way is that of the first."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", list(SOURCES)[: None if metafunc.config.getoption("--leak") == "full" else 2])


def test_a_translation_is_read_by_the_readers_of_its_source(
    name: str,
    changing: Council,
    full: bool,
    request: pytest.FixtureRequest,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    translator = Translator(changing, name, django_capture_on_commit_callbacks, SESSIONS if full else STRANGERS)
    done = []
    for step in translator.steps():
        leaks = translator.look()
        tally.record(request, leaks=len(leaks))
        assert not leaks, f"{step}: {verdict.told(leaks)}"
        assert effective_audiences(translator.translation) <= effective_audiences(translator.page), step
        if step == "published" and name == "kb/below/public":
            shown = [translator.crawler.visit(STRANGERS[0], path).text for path in translator.paths()]
            assert any(WELSH.format("Title") in text for text in shown)
        done.append(step)
    assert len(done) == 8
    tally.record(request, requests=translator.crawler.requests)


def _submitted_audiences(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = [SynchronizedField("audiences"), *BasePage.override_translatable_fields[1:]]
    monkeypatch.setattr(BasePage, "override_translatable_fields", fields)


def _every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.core.reading.may_see_part", lambda *_: True)
    monkeypatch.setattr("cms.api.selectors._ready", lambda *_, **__: None)


def _unshared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.access.services._share_with_translations", lambda *_: set())


@pytest.mark.parametrize("mutate", [_submitted_audiences, _every_part, _unshared], ids=lambda mutate: mutate.__name__)
def test_a_translation_without_a_guard_is_noticed(
    mutate: Callable[[pytest.MonkeyPatch], None],
    changing: Council,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    mutate(monkeypatch)
    translator = Translator(changing, "kb/below/public", django_capture_on_commit_callbacks, STRANGERS[:1])
    noticed = any(
        step in {"published", "restricted", "published again from the old text"} and translator.look()
        for step in translator.steps()
    )
    tally.record(request, mutants_planted=1, mutants_killed=int(noticed), requests=translator.crawler.requests)
    assert noticed


def test_stand_ins_of_a_synchronised_tree_are_read_by_the_readers_of_their_sources(
    council: Council,
    full: bool,
    request: pytest.FixtureRequest,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    english, welsh = Locale.get_default(), Locale.objects.get(language_code="cy")
    with django_capture_on_commit_callbacks(execute=True):
        if full:
            LocaleSynchronization.objects.create(locale=welsh, sync_from=english)
        synchronize_tree(english, welsh, page_index=None if full else _some(council))
    sessions = SESSIONS if full else STRANGERS[:1]
    crawler = crawler_for(council, sessions)
    found: list[str] = []
    for session in sessions:
        for path in PLACES:
            crawler.visit(session, path)
        found += _guess(crawler, council, session, full=full)
    # An editor makes pages of some stand-ins of hidden pages.
    hidden = {seed.page.translation_key for seed in council.seeds.values() if seed.kind not in {Kind.PUBLIC}}
    stand_ins = Page.objects.filter(locale=welsh, alias_of__isnull=False, translation_key__in=hidden)
    client = Client(headers={"host": HOST_NAMES["intranet"]})
    client.force_login(council.people[Reader.ADMIN], backend="django.contrib.auth.backends.ModelBackend")
    chosen = list(stand_ins)[:: 1 if full else 5]
    assert chosen
    with django_capture_on_commit_callbacks(execute=True):
        for page in chosen:
            assert client.post(reverse("wagtailadmin_pages:convert_alias", args=[page.pk])).status_code == 302
    for session in sessions:
        found += _guess(crawler, council, session, full=full)
    leaks = verdict.leaks(council.aviary, crawler.findings)
    tally.record(request, requests=crawler.requests, leaks=len(leaks), oracles=len(found))
    assert crawler.findings.failed == []
    assert not leaks, verdict.told(leaks)
    assert not found, "\n".join(found[:20])


def _some(council: Council) -> PageIndex:
    """A part of each tree: what hides by its place, what hides by itself, and all above."""
    prefixes = ("kb/section/", "kb/below/", "website/service/")
    keys = [seed.page.pk for seed in council.seeds.values() if seed.name.startswith(prefixes)]
    pages = {page for each in Page.objects.filter(pk__in=keys) for page in each.get_ancestors(inclusive=True)}
    return PageIndex([PageIndex.Entry.from_page_instance(page) for page in pages if page.depth > 1])


def _guess(crawler: Crawler, council: Council, session: Any, *, full: bool) -> Iterable[str]:
    """Tries English addresses in Welsh; where hidden ones answer otherwise than absent ones."""
    reader, host = session
    absent: dict[object, Answer] = {}
    english = [guess for guess in guesses.pages(council, host, full=full) if not guess.path.startswith("/cy/")]
    for guess in english:
        answer = crawler.visit(session, f"/cy{guess.path}", kind=guess.kind)
        if guess.hidden(reader, host):
            key = guess.twin if full else guesses.sort_of(guess.twin)
            if key not in absent:
                absent[key] = crawler.visit(session, f"/cy{guess.twin}")
            differs = oracles.differences(answer, absent[key])
            if differs:
                yield f"{reader} on the {host}: /cy{guess.path} ({guess.kind}) answers {'; '.join(differs)[:300]}"

"""Each surface without its guard: the crawl has to notice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from cms.access.audiences import EVERYBODY
from cms.access.prepared import Prepared
from cms.access.reader import Reader as AccessReader
from cms.access.rules import visible_to

from .canaries import word_for
from .truth import Host, Reader

Patch = tuple[str, Any]


def nothing(*_: Any, **__: Any) -> Any:
    """In place of anything that is done."""
    return set()


@dataclass(frozen=True)
class Mutant:
    """Guards taken out (`patches`: dotted name and replacement), and where it shows first.

    `session` reads, at the `paths`; `change` names a change of state (see `changes`) that is made under the mutant, and
    `prepare` makes anew what was made with the guards.
    """

    name: str
    patches: tuple[Patch, ...]
    session: tuple[Reader, Host]
    paths: tuple[str, ...] = ()
    change: tuple[str, str] | None = None
    prepare: Callable[[], object] = nothing


def unfiltered(pages: Any, reader: Any) -> Any:
    """In place of `visible_to`."""
    return pages


def only_hidden(pages: Any, reader: Any) -> Any:
    """In place of `visible_to` where only a few are shown."""
    return pages.exclude(pk__in=visible_to(pages, reader).values("pk"))


def yes(*_: Any, **__: Any) -> bool:
    """In place of any question."""
    return True


def no_rule(*_: Any) -> Q:
    """In place of `page_rule`."""
    return Q()


EVERY_SCOPE = ("public", "resident", "staff", "agent", "partner", "partner:eastmoor-police", "partner:calder-care")


def every_scope(reader: AccessReader) -> tuple[str, ...]:
    """In place of `scopes_of`."""
    return EVERY_SCOPE


def everybody(reader: AccessReader) -> AccessReader:
    """In place of `Reader.nameless`."""
    return replace(reader, user_id=None, names={}, audiences=frozenset(EVERY_SCOPE))


def _rule_without(*words: str) -> Callable[..., Q]:
    """The page rule with every condition left out that mentions one of the words."""
    from cms.access import rules

    whole = rules.page_rule

    def rule(reader: AccessReader, prefix: str = "") -> Q:
        kept = Q()
        for child in whole(reader, prefix).children:
            if not any(word in str(child) for word in words):
                kept &= child if isinstance(child, Q) else Q(child)
        return kept

    return rule


def _held_everywhere(keys: Any, host: str) -> frozenset[str]:
    from cms.access.audiences import PUBLIC, chain

    return frozenset({PUBLIC, *(implied for key in keys for implied in chain(key))})


ANYBODY = (Reader.ANONYMOUS, Host.WEBSITE)
STAFF = (Reader.STAFF, Host.INTRANET)
PARTNER = (Reader.PARTNER_X, Host.EXTRANET)
GUESSED, AS_JSON, FILES, SEARCHES = "every page", "every page as JSON", "every file", "every search"


def mutants() -> Iterator[Mutant]:
    """All mutants."""
    api = "cms.api.selectors"
    # Bodies are cut while they are read.
    unready_html: Patch = ("cms.core.ready.READY", [])
    unready: tuple[Patch, ...] = ((f"{api}._ready", lambda *_, **__: None),)
    for name, module, session, paths in (
        ("pages", "cms.core.views", ANYBODY, (GUESSED,)),
        ("pages of the staff", "cms.core.views", STAFF, (GUESSED,)),
        ("pages of partners", "cms.core.views", PARTNER, (GUESSED,)),
        ("navigation", "cms.core.frame", ANYBODY, ("/",)),
        ("sitemap of the tree", "cms.core.outlines", ANYBODY, ("/sitemap.xml",)),
        ("news feed", "cms.core.outlines", STAFF, ("/news.rss",)),
        ("lists of pages below", "cms.core.pages", ANYBODY, ("/public/",)),
        ("news of partners", "cms.core.pages", PARTNER, ("/", "/news/")),
        ("sitemap of the hub", "kb.outlines", ANYBODY, ("/sitemap.xml",)),
        ("hubs and sections", "kb.models", ANYBODY, ("/help/", "/help/public/")),
        ("links in bodies", "cms.core.reading", ANYBODY, ("/signposts/",)),
        ("sections of the home page", "cms.core.pages", ANYBODY, ("/",)),
        ("parts of guides", "cms.website.guides", ANYBODY, ("/public/whole-guide/", "/public/whole-guide/print/")),
        ("A to Z", "cms.website.views", ANYBODY, ("/a-to-z/",)),
    ):
        patches: tuple[Patch, ...] = ((f"{module}.visible_to", unfiltered), unready_html)
        if module == "cms.core.views":
            patches += (("cms.core.fetching.page_rule", no_rule), ("cms.core.fetching.PAGES", Prepared()))
        yield Mutant(f"visible_to left out: {name}", patches, session, paths)
    yield Mutant(
        "documents of the API for others",
        ((f"{api}.scope_of", lambda _: "agent"), (f"{api}.page_rule", no_rule), (f"{api}.READY", Prepared())),
        (Reader.STAFF, Host.INTRANET),
        (AS_JSON,),
    )
    yield Mutant(
        "bodies made for others",
        ((f"{api}.scope_of", lambda _: "agent"), (f"{api}.READY", Prepared())),
        (Reader.STAFF, Host.INTRANET),
        ("/embeds/",),
    )
    yield Mutant(
        "parts kept for others", (("cms.access.reader.Reader.nameless", property(everybody)),), ANYBODY, ("/",)
    )
    yield Mutant(
        "pages of the API made on the spot", (*unready, (f"{api}.visible_to", unfiltered)), ANYBODY, (AS_JSON,)
    )
    unlisted = (f"{api}.visible_to", unfiltered), (f"{api}.READY", Prepared())
    yield Mutant("lists of the API", unlisted, ANYBODY, ("/api/v1/articles/?limit=100",))
    yield Mutant("latest articles", (("kb.models.visible_to", only_hidden),), STAFF, ("/",))
    yield Mutant("parts not removed", (("cms.core.reading.may_see_part", yes), unready_html), ANYBODY, (GUESSED,))
    yield Mutant(
        "embedded parts not removed", (("cms.core.reading.may_see_part", yes), unready_html), PARTNER, ("/embeds/",)
    )
    yield Mutant(
        "facts for others", (("cms.core.inline.admits", yes), unready_html), ANYBODY, ("/public/facts-resident/",)
    )
    yield Mutant(
        "narrower files shown", (("cms.core.reading.admits", yes), unready_html), ANYBODY, ("/public/files-resident/",)
    )
    yield Mutant("narrower pictures in lists", (("cms.core.cards.admits", yes),), ANYBODY, ("/", "/news/"))
    yield Mutant("files for everybody", (("cms.media.views.may_see_file", yes),), ANYBODY, (FILES,))
    yield Mutant("files narrower than pages", (("cms.media.rules.admits", yes),), ANYBODY, (FILES,))
    yield Mutant("files of hidden pages", (("cms.media.rules.page_rule", no_rule),), STAFF, (FILES,))
    yield Mutant("alerts on hidden pages", (("cms.website.alerts.page_rule", no_rule),), ANYBODY, ("/draft/guide/",))
    yield Mutant("alerts for others", (("cms.website.alerts.may_see_part", yes),), ANYBODY, ("/",))
    yield Mutant("expiry", (("cms.access.rules.page_rule", _rule_without("expire_at")),), ANYBODY, (GUESSED,))
    yield Mutant("drafts", (("cms.access.rules.page_rule", _rule_without("live")),), ANYBODY, (GUESSED,))
    yield Mutant("audiences", (("cms.access.rules.page_rule", _rule_without("effective")),), PARTNER, (GUESSED,))
    yield Mutant(
        "audiences of other hosts",
        (("cms.access.reader.held_on", _held_everywhere),),
        (Reader.STAFF, Host.WEBSITE),
        (GUESSED,),
    )
    door: Patch = ("cms.access.reader.SIGN_IN_HOSTS", frozenset())
    yield Mutant(
        "the door of the intranet",
        (door, ("cms.access.middleware.SIGN_IN_HOSTS", frozenset())),
        (Reader.ANONYMOUS, Host.INTRANET),
        (SEARCHES,),
    )
    yield from _mutants_of_changes()


def _mutants_of_changes() -> Iterator[Mutant]:
    """Guards that work when something changes."""
    hub, public = ("/help/public/", GUESSED), ("/branch/", GUESSED)
    refresh = ("cms.access.services._refresh", nothing)
    article, content = "kb/article/public", "website/content/public"
    yield Mutant("restricting without refresh", (refresh,), ANYBODY, hub, (article, "restricted to staff"))
    search = ("search.services.write", nothing)
    title = "/search/?q=" + word_for(f"{content}/title")
    yield Mutant("search not told", (search,), ANYBODY, (title,), (content, "restricted to staff"))
    told = ("cms.api.services._showing", nothing)
    json = ("/api/v1/pages/?path=/signposts/", "/api/v1/pages/?path=/embeds/")
    yield Mutant("pages that lead there not told", (told,), ANYBODY, json, (article, "restricted to staff"))
    told = ("kb.facts.services.fact_changed", nothing)
    fact = ("facts/website/landing/public/public", "fact narrowed")
    yield Mutant("facts not told", (told,), ANYBODY, ("/search/?q=" + word_for(f"{fact[0]}/text"),), fact)
    mates = ("cms.access.services._share_with_translations", nothing)
    yield Mutant("translations not told", (mates,), ANYBODY, ("/cy/public/",), (content, "restricted to staff"))
    root = ("cms.access.effective.Computation._root", lambda *_: EVERYBODY)
    yield Mutant("aliases on their own", (root,), ANYBODY, hub, ("kb/below/staff", "given an alias in a public place"))
    source = ("cms.access.services._keep_readers_of_source", nothing)
    yield Mutant("copies widen", (source,), ANYBODY, hub, ("kb/below/staff", "copied to a public place"))
    within = ("cms.access.effective.is_within", yes)
    guide = "website/below/resident/guide"
    yield Mutant("moves widen", (within,), ANYBODY, public, (guide, "moved to a public place"))

"""A site in several languages: its home pages, and where a page is found in each language."""

from collections import defaultdict
from typing import Any, NamedTuple, TypedDict

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import translation
from django.utils.http import urlencode
from wagtail.models import Page, Site

from cms.access.reader import Reader
from cms.access.rules import visible_to

from .addresses import addresses, language_prefix, read_in
from .keeping import kept
from .keys import holds_until, mates_key, shows

RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "ps", "sd", "ug", "ur", "yi"}
# The addresses at which pages stand; on any other an address in one language has a twin in the others.
OF_PAGES = {"wagtail_serve", "old-address"}


class Language(TypedDict):
    """A language of the site: `url` leads to what the reader is looking at, or what comes nearest to it. `whole` is
    the page's address with host and scheme; `exists` says whether the page has been written in this language."""

    code: str
    name: str
    url: str
    whole: str
    exists: bool
    current: bool


def direction(language: str) -> str:
    """`rtl` or `ltr`, as the language is written."""
    return "rtl" if language in RIGHT_TO_LEFT or language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def home_page(request: HttpRequest) -> Page | None:
    """The site's home page in the language being spoken; None where there is none in that language."""
    known: dict[str, Page | None] = request.__dict__.setdefault("_home_pages", {})
    language = _current_language()
    if language not in known:
        site: Site | None = getattr(request, "_wagtail_site", None)
        root = site.root_page if site else None
        if root is not None and language != settings.LANGUAGE_CODE:
            shows(mates_key(root.translation_key))
            root = Page.objects.filter(translation_key=root.translation_key, locale__language_code=language).first()
        known[language] = root
    return known[language]


@kept
def languages_of(home_key: Any, reader: Reader) -> frozenset[str]:
    """The languages in which a site has a home page that the reader may see."""
    shows(mates_key(home_key))
    homes = visible_to(Page.objects.filter(translation_key=home_key), reader)
    found = set()
    for language, expires in homes.values_list("locale__language_code", "expire_at"):
        holds_until(expires)
        found.add(language)
    return frozenset(found)


def languages(request: HttpRequest, page: Page | None) -> list[Language]:
    """See Frame.languages; one query, and none on a site in one language."""
    site: Site = request._wagtail_site  # type: ignore[attr-defined]
    reader: Reader = request.reader  # type: ignore[attr-defined]
    homes = languages_of(site.root_page.translation_key, reader.nameless)
    if len(homes) < 2:
        return []
    versions: dict[str, Page] = {}
    if page is not None and page.pk:
        shows(mates_key(page.translation_key))
        mates = Page.objects.filter(translation_key=page.translation_key).select_related("locale", "alias_of")
        versions = {mate.locale.language_code: mate for mate in visible_to(mates, reader) if is_written(mate)}
    with read_in(""):
        here, whole = (addresses(versions.values(), where, reader) for where in (site, None))
    main = versions.get(settings.LANGUAGE_CODE)
    main_url = here.get(main.pk, "") if main is not None else ""
    current = _current_language()
    found = []
    for code, name in settings.LANGUAGES:
        if code not in homes:
            continue
        version = versions.get(code)
        url = here.get(version.pk, "") if version is not None else ""
        found.append(
            Language(
                code=code,
                name=name,
                url=url or _nearest(request, page, code, main_url),
                whole=whole.get(version.pk, "") if version is not None and url else "",
                exists=bool(url),
                current=code == current,
            )
        )
    return found


class Alternate(NamedTuple):
    """A language and the page's whole address in it."""

    code: str
    whole: str


def alternates(pages: list[Page], reader: Reader) -> dict[int, tuple[Alternate, ...]]:
    """For each of these pages, all in one language, that the reader may have in others too: it and its translations
    with their addresses; two queries, however many the pages."""
    if not pages:
        return {}
    own = pages[0].locale_id
    mates = written(
        visible_to(Page.objects.exclude(locale_id=own).filter(depth__gt=1), reader).select_related("locale")
    )
    by_key: dict[Any, list[Page]] = defaultdict(list)
    for mate in mates:
        by_key[mate.translation_key].append(mate)
    twins = [page for page in pages if page.translation_key in by_key]
    if not twins:
        return {}
    code = pages[0].locale.language_code
    whole = addresses([*twins, *mates], None, reader)
    found = {}
    for page in twins:
        versions = [(code, page), *((mate.locale.language_code, mate) for mate in by_key[page.translation_key])]
        listed = tuple(Alternate(language, whole[one.pk]) for language, one in versions if one.pk in whole)
        if len(listed) > 1:
            found[page.pk] = listed
    return found


def in_language(pages: list[Page], reader: Reader, language: str | None) -> dict[int, Page]:
    """For each of these pages, by its primary key, what the reader may see of it in a language: its translation, or
    itself where there is none. One query, or none if all are in that language."""
    foreign = {page.translation_key for page in pages if page.locale.language_code != language}
    mates: dict[Any, Page] = {}
    if foreign:
        shows(*(mates_key(key) for key in foreign))
        there = Page.objects.filter(translation_key__in=foreign, locale__language_code=language)
        mates = {mate.translation_key: mate for mate in written(visible_to(there, reader).select_related("locale"))}
    return {page.pk: mates.get(page.translation_key, page) for page in pages}


def written(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Those of the pages that are more than stand-ins for their sources in another language."""
    stand_in = Q(alias_of__isnull=False) & ~Q(alias_of__locale_id=F("locale_id"))
    return pages.exclude(stand_in)


def is_written(page: Page) -> bool:
    """Whether a page is more than a stand-in for its source in another language."""
    return page.alias_of_id is None or page.alias_of.locale_id == page.locale_id


def _nearest(request: HttpRequest, page: Page | None, code: str, main_url: str) -> str:
    prefix = language_prefix(code)
    if page is not None:
        return prefix + main_url[1:] if main_url.startswith("/") else prefix
    match = request.resolver_match
    if match is None or match.url_name in OF_PAGES:
        return prefix
    # What was searched for is in one language; where to go after signing in is not.
    after = f"?{urlencode({'next': request.GET['next']})}" if "next" in request.GET else ""
    return prefix + request.path.removeprefix(language_prefix(_current_language())) + after


def _current_language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE

"""What search tells a reader: by what it finds, its numbers, facets, corrections, suggestions and pins."""

import json
from collections.abc import Iterator
from typing import Any

from . import guesses, nearness, oracles, verdict
from .canaries import word_for
from .crawler import Crawler, Session
from .extras import PINNED, PINNED_BESIDE, pinned_name
from .look import crawler_for
from .people import Answer
from .seeds import Council
from .truth import sees

EVERYTHING = "facets=kind,service,topic"
MOST = 100


def tell_tales(council: Council, session: Session, *, full: bool) -> Iterator[str]:
    """Searches in every way there is; yields what tells of something hidden, and what is not found that should be."""
    crawler = crawler_for(council, [session])
    yield from hints(council, crawler, session, full=full)
    yield from miscounts(crawler, session, full=full)
    yield from pins(council, crawler, session)
    yield from map(str, verdict.leaks(council.aviary, crawler.findings))


def hints(council: Council, crawler: Crawler, session: Session, *, full: bool) -> Iterator[str]:
    """Searches for each canary, its beginnings and words one letter away; quick: in all of these ways for titles, in one
    way in turn for the others."""
    reader, host = session
    absent: dict[str, Answer] = {}
    for number, canary in enumerate(guesses.queries(council, full=full)):
        language = "cy" if canary.label.startswith("welsh/") else "en-gb"
        search = f"/api/v1/search/?locale={language}&{EVERYTHING}&q="
        suggest = f"/api/v1/suggestions/?locale={language}&q="
        if sees(reader, host, canary.kind):
            found = crawler.visit(session, search + canary.word, kind=canary.kind)
            if canary.label.endswith("/title") and host in canary.hosts and not json.loads(found.text)["total"]:
                yield f"{reader} on the {host}: {canary.label} ({canary.kind}) is not found"
            continue
        other = one_letter_away(canary.word)
        beside = f"{search}title%20"
        ways = [(search, canary.word), (search, canary.word[:-1]), (search, other), (beside, other)]
        ways += [(suggest, canary.word[:7]), (suggest, other)]
        for address, word in ways if full or canary.label.endswith("/title") else ways[number % 4 :][:1]:
            if address not in absent:
                absent[address] = crawler.visit(session, address + guesses.NOWHERE)
            told = differences(crawler.visit(session, address + word, kind=canary.kind), absent[address])
            if told:
                yield f"{reader} on the {host}: {address}{word} tells of {canary.label} by its {told}"


def one_letter_away(word: str) -> str:
    """The word with another last letter."""
    return word[:-1] + ("b" if word[-1] != "b" else "c")


def differences(hint: Answer, absent: Answer) -> list[str]:
    """In what an answer differs from that to a word that stands nowhere, where both may find something else."""
    if "title%20" not in hint.path:
        return oracles.differences(hint, absent)
    said, other = json.loads(hint.text), json.loads(absent.text)
    # Drawn anew each time, or repeats the query.
    return [name for name in said if name not in {"next", "click"} and said[name] != other[name]]


def miscounts(crawler: Crawler, session: Session, *, full: bool) -> Iterator[str]:
    """Counts what a common word finds, by paging and by filtering; yields numbers that are not those of what is shown."""
    for language in ("en-gb", "cy") if full else ("en-gb",):
        search = f"/api/v1/search/?locale={language}&limit={MOST}&q=title"
        whole = asked(crawler, session, f"{search}&{EVERYTHING}")
        shown, page = len(whole["items"]), whole
        while page["next"]:
            page = asked(crawler, session, f"{search}&cursor={page['next']}")
            shown += len(page["items"])
        if shown != whole["total"]:
            yield f"{session}: {search} shows {shown} of {whole['total']}"
        for label, values in whole["facets"].items():
            for value in values:
                found = asked(crawler, session, f"{search}&{label}={value['value']}")["total"]
                if found != value["count"]:
                    yield f"{session}: {search} counts {value['count']} of {label} {value['value']}, not {found}"


def pins(council: Council, crawler: Crawler, session: Session) -> Iterator[str]:
    """Searches for what pages of all classes are pinned for; yields what is not as if those hidden were not pinned."""
    word = word_for(PINNED_BESIDE)
    without = asked(crawler, session, f"/api/v1/search/?limit={MOST}&q={word}%20title")
    pinned = asked(crawler, session, f"/api/v1/search/?limit={MOST}&q=title%20{word}")
    known = {council.seeds[pinned_name(kind)].page.pk for kind in PINNED if sees(*session, kind)}
    found = [item["id"] for item in pinned["items"]]
    first, rest = set(found[: len(known)]), found[len(known) :]
    expected = [item["id"] for item in without["items"] if item["id"] not in known]
    if first != known or rest != expected or pinned["total"] != len(found):
        yield f"{session}: beside {len(known)} pins {pinned['total']} results and not those {len(expected)} without them"


def asked(crawler: Crawler, session: Session, address: str) -> dict[str, Any]:
    """What the API says."""
    said: dict[str, Any] = json.loads(crawler.visit(session, address).text)
    return said


def far_fetched(council: Council, session: Session, scope: str) -> Iterator[str]:
    """Searches for canaries that the reader may not see, and finds what is near to them; yields numbers that are not
    those of the pages that the reader may see, and canaries that come out."""
    crawler = crawler_for(council, [session])
    every = [each for each in guesses.queries(council, full=True) if not each.label.startswith("welsh/")]
    hidden = {each.word: each for each in every if not sees(*session, each.kind)}
    right = nearness.numbers(scope, "en-gb", hidden)
    for word, canary in hidden.items():
        found = asked(crawler, session, f"/api/v1/search/?{EVERYTHING}&q={word}")
        counted = sum(each["count"] for each in found["facets"]["kind"])
        if found["total"] not in right[word] or counted != found["total"] or found["simpler"]:
            yield f"{session}: {canary.label} finds {found['total']} ({counted}), not {right[word]}"
    yield from map(str, verdict.leaks(council.aviary, crawler.findings))

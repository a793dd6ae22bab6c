"""What was found, as a reader is shown it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from wagtail.models import Site

from cms.access.prepared import Prepared
from cms.access.reader import Reader

from .actions import Action
from .backends import Query, Results
from .backends.words import telling
from .cards import Card, cards_of, readable
from .highlight import excerpt, marked
from .models import SearchDocument
from .sections import Section, answering, candidates

_BODY = Prepared()


@dataclass(frozen=True, slots=True)
class Hit:
    """One result as a template shows it; `summary` is HTML with the words found in <mark>.

    `section` is the heading whose text answers best, to which the address leads; `whole` is the title of what the page
    is a part of; `format` is that of a file. Each may be empty. `item` is the number of search.items.
    """

    title: str
    url: str
    summary: SafeString
    kind: str
    kind_label: str
    item: int
    section: str
    whole: str
    format: str
    actions: Sequence[Action]

    @property
    def name(self) -> str:
        """What the link to it says."""
        return " › ".join(piece for piece in (self.whole, self.title, self.section) if piece)


def hits_of(site: Site | None, reader: Reader, query: Query, results: Results, keys: Sequence[int]) -> list[Hit]:
    """Some of the results of a steered query, by the keys of their rows.

    Whatever the engine says, a reader is shown rows that the table has for them at this moment.
    """
    found = cards_of(keys, query.scopes, query.language, site, reader)
    cards = [found[key] for key in keys if key in found]
    words = results.corrected or query.words
    sayings = [telling(saying, query.language) for saying in (words, *query.variants)]
    likely = {card.key for card in candidates(cards, sayings)}
    bodies = _bodies([card.key for card in cards if card.key in likely or card.key not in results.excerpts])
    hits = []
    for card in cards:
        body = bodies.get(card.key, "")
        section = answering(card, body, sayings) if card.key in likely else None
        hits.append(
            Hit(
                title=card.title,
                url=card.url + (f"#{section.anchor}" if section else ""),
                summary=_summary(card, body, section, results, words),
                kind=card.kind,
                kind_label=card.kind_label,
                item=card.item,
                section=section.title if section else "",
                whole=card.whole,
                format=card.format,
                actions=card.actions,
            )
        )
    return hits


def hits_of_items(site: Site | None, reader: Reader, query: Query, items: Sequence[int]) -> list[Hit]:
    """Items by their numbers, as far as one of the query's scopes reads them, without regard to what was asked."""
    rows = readable(query.scopes, query.language).filter(item__in=items)
    by_item = dict(rows.order_by("-pk").values_list("item", "pk"))
    plain = replace(query, words=(), variants=())
    return hits_of(site, reader, plain, Results((), 0), [by_item[item] for item in items if item in by_item])


def _bodies(keys: Sequence[int]) -> dict[int, str]:
    """The texts of rows, of which a card keeps nothing."""
    if not keys:
        return {}
    markers = [-place for place, _ in enumerate(keys, start=1)]
    asked = SearchDocument.objects.filter(pk__in=markers).values_list("pk", "body")
    return dict(_BODY.rows(len(keys), lambda: asked, dict(zip(markers, keys, strict=True))))  # type: ignore[arg-type]


def _summary(card: Card, body: str, section: Section | None, results: Results, words: tuple[str, ...]) -> SafeString:
    if section:
        return excerpt("", section.text, words)
    if card.key in results.excerpts:
        return marked(results.excerpts[card.key])
    return excerpt(card.summary, body, words)

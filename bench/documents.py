"""Many different documents and questions about them, put into a database by SQL: making them as editors do takes hours.

Words are as frequent as in a language: a few stand nearly everywhere, most in a few documents.
"""

import itertools
import json
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from bench import content, processes
from bench.inside.grow import Copier

SECTION, TEMPLATE = "documents", "template"
VOCABULARY = 20_000
ONSETS = "b c d f g h l m n p r s t v w br cr dr fl gr pl sl sp st tr".split()  # noqa: SIM905
VOWELS, CODAS = "a e i o u ai ea oo".split(), ["", "", "", "l", "m", "n", "r", "s", "t", "nd", "rk"]  # noqa: SIM905
SERVICES, TOPICS = 23, 40
STEP = 4
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COLUMNS = "number int, step text, slug text, title text, summary text, headings text, body text, stream jsonb, "
COLUMNS += "labels jsonb, published timestamptz"


@dataclass(frozen=True, slots=True)
class Document:
    """One of them; `parts` are headings and paragraphs in turn."""

    title: str
    summary: str
    parts: list[str]
    service: str
    topics: list[str]
    published: datetime


def beginnings() -> Path:
    """A file of the section, and the one page in it of which all documents are copies with other words."""
    chance = random.Random(0)
    file = processes.folder() / "documents.json"
    pages = [content.page(chance, SECTION, "", []), content.page(chance, TEMPLATE, SECTION, [])]
    file.write_text(json.dumps(pages), encoding="utf-8")
    return file


def vocabulary() -> tuple[list[str], list[float]]:
    """The words, the most frequent first, and how often each comes, added up."""
    chance = random.Random(VOCABULARY)
    words = dict.fromkeys(content.WORDS)
    while len(words) < VOCABULARY:
        syllables = chance.choices((1, 2, 3), (1, 3, 2))[0]
        word = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(syllables))
        words[word + chance.choice(CODAS)] = None
    return list(words), list(itertools.accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))


def documents(number: int) -> Iterator[Document]:
    """So many, the same each time; those of a smaller number come first in a larger one."""
    chance = random.Random(1)
    words, weights = vocabulary()
    today = datetime(2026, 6, 1, tzinfo=UTC)

    def say(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=length)).capitalize()

    for _ in range(number):
        yield Document(
            title=say(5),
            summary=say(18) + ".",
            parts=[say(4) if place % 2 == 0 else f"{say(35)}. {say(30)}." for place in range(6)],
            service=f"service-{chance.randrange(SERVICES)}",
            topics=[f"topic-{each}" for each in sorted(chance.sample(range(TOPICS), 2))],
            published=today - timedelta(days=chance.randrange(1500)),
        )


def questions(number: int, size: int) -> list[str]:
    """So many of two or three words that stand in one of the first `size` documents, in title, summary or text."""
    chance = random.Random(2)
    common = set(vocabulary()[0][:30])
    found: dict[str, None] = {}
    asked_of = list(documents(min(size, 10 * number)))
    for document in asked_of * (2 + number // size):
        place = chance.choice([document.title, document.title, document.summary, document.parts[1]])
        said = [word.strip(".").lower() for word in place.split()]
        telling = [word for word in dict.fromkeys(said) if word not in common and len(word) > 3]
        if len(telling) >= 2:
            found[" ".join(chance.sample(telling, min(len(telling), chance.choice((2, 2, 3)))))] = None
    every = list(found)
    chance.shuffle(every)
    return every[:number]


def drawn(questions: list[str], number: int) -> list[str]:
    """So many of the questions, the first most often."""
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(questions))))
    return random.Random(3).choices(questions, cum_weights=weights, k=number)


def fill(url: str, number: int, tables: Callable[[Copier, int], None]) -> None:
    """Puts them beside the page TEMPLATE; `tables` copies what hangs on that page, whose key it is given."""
    with closing(psycopg.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE copy ({COLUMNS})")
        with cursor.copy("COPY copy FROM STDIN") as rows:
            for place, document in enumerate(documents(number), start=1):
                rows.write_row(_row(place, document))
        [(key, path)] = cursor.execute("SELECT id, path FROM wagtailcore_page WHERE slug = %s", [TEMPLATE]).fetchall()
        copier = Copier(cursor, len(path) - STEP, STEP)
        page = copier.number("wagtailcore_page", "id")
        copier.copy(
            "wagtailcore_page",
            f"id = {key}",
            {
                "id": page("id"),
                "path": f"'{path[:-STEP]}' || copy.step",
                "slug": "copy.slug",
                "url_path": f"replace(source.url_path, '/{TEMPLATE}/', '/' || copy.slug || '/')",
                "title": "copy.title",
                "draft_title": "copy.title",
                "translation_key": "gen_random_uuid()",
                "last_published_at": "copy.published",
            },
        )
        cursor.execute("UPDATE wagtailcore_page SET numchild = %s WHERE slug = %s", [number + 1, SECTION])
        tables(copier, key)
        connection.commit()
        connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")


def _row(place: int, document: Document) -> tuple[Any, ...]:
    headings, texts = document.parts[::2], document.parts[1::2]
    labels = {
        "kind": ["website.ContentPage"],
        "service": [document.service],
        "topic": document.topics,
        "audience": ["public"],
    }
    blocks: list[Mapping[str, Any]] = []
    for heading, text in zip(headings, texts, strict=True):
        blocks += [{"type": "heading", "value": heading}, {"type": "text", "value": f"<p>{text}</p>"}]
    return (
        place,
        step(place + 1),
        f"document-{place}",
        document.title,
        document.summary,
        "\n".join(headings),
        "\n".join(texts),
        json.dumps(blocks),
        json.dumps(labels),
        document.published,
    )


def step(number: int) -> str:
    """A page's place among its siblings as it stands in its path."""
    digits = ""
    for _ in range(STEP):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def of_frontdoor(copier: Copier, key: int) -> None:
    """The rows of Frontdoor's pages, and those of search."""
    texts = {"title": "copy.title", "summary": "copy.summary", "headings": "copy.headings", "body": "copy.body"}
    page = "{0} + copy.number * {1}".format
    keys = copier.offsets["wagtailcore_page"]
    copier.copy(
        "website_contentpage",
        f"page_ptr_id = {key}",
        {
            "page_ptr_id": page("page_ptr_id", keys),
            "access_origin": page("access_origin", keys),
            "summary": "copy.summary",
        },
    )
    moved = "overlay(source.path placing copy.step from length(source.path) - 3)"
    copier.copy("access_pageaccess", f"page_id = {key}", {"page_id": page("page_id", keys), "path": moved})
    row = copier.number("search_searchdocument", "id")
    copier.copy(
        "search_searchdocument",
        f"page_id = {key}",
        {
            **texts,
            "id": row("id"),
            "page_id": page("page_id", keys),
            "item": page("item", keys),
            "sections": "'[]'",
            "labels": "copy.labels",
            "published_at": "copy.published",
        },
    )
    of_page = f"document_id IN (SELECT id FROM search_searchdocument WHERE page_id = {key})"
    copier.copy("search_searchdocumentscope", of_page, {"document_id": row("document_id")}, own="id")
    for name, number, more in (("service", SERVICES, {"summary": "''", "lgsl_codes": "'[]'"}), ("topic", TOPICS, {})):
        made = {"slug": f"'{name}-' || each", "name": f"'{name.capitalize()} ' || each", "other_words": "'{}'", **more}
        copier.cursor.execute(
            f"INSERT INTO taxonomy_{name} ({', '.join(made)}) "
            f"SELECT {', '.join(made.values())} FROM generate_series(0, {number - 1}) AS each"
        )


def of_stock(copier: Copier, key: int) -> None:
    """The rows of the stock project's pages; its own command makes the index."""
    keys = copier.offsets["wagtailcore_page"]
    changed = {"page_ptr_id": f"page_ptr_id + copy.number * {keys}", "summary": "copy.summary", "body": "copy.stream"}
    copier.copy("home_contentpage", f"page_ptr_id = {key}", changed)

"""The pages that are put into every site that is measured: the same words and links each time."""

import random
from typing import TypedDict

SECTIONS = 10
WORDS = """
    council service apply online collection permit payment address resident street parking licence report missed bin
    library school place housing repair tenant benefit discount charge form evidence decision appeal contact office
    open closed weekday request review support family carer adult child health safety planning permission building
""".split()  # noqa: SIM905


class PageData(TypedDict):
    """A page: `section` is the slug of the page above it, empty for a section; `body` is heading and rich text in turn.

    In rich text `[[slug]]` stands for a link to that page, which comes earlier in the list.
    """

    slug: str
    title: str
    section: str
    summary: str
    body: list[str]


def site(number: int) -> list[PageData]:
    """That many pages, in sections, each page after those it links to."""
    chance = random.Random(number)
    pages = [page(chance, f"section-{index}", "", []) for index in range(SECTIONS)]
    for index in range(number - SECTIONS):
        earlier = [chance.choice(pages)["slug"] for _ in range(4)]
        pages.append(page(chance, f"page-{index}", f"section-{index % SECTIONS}", earlier))
    return pages


def page(chance: random.Random, slug: str, section: str, links: list[str]) -> PageData:
    """A page of four headings with text below each."""
    body: list[str] = []
    for part in range(4):
        paragraphs = [words(chance, 60) for _ in range(2)]
        paragraphs += [f"{words(chance, 8)} [[{link}]]" for link in links[part : part + 1]]
        items = "".join(f"<li>{words(chance, 8)}</li>" for _ in range(4))
        body += [words(chance, 4), "".join(f"<p>{text}</p>" for text in paragraphs) + f"<ul>{items}</ul>"]
    return {"slug": slug, "title": words(chance, 4), "section": section, "summary": words(chance, 15), "body": body}


def words(chance: random.Random, number: int) -> str:
    """A sentence without meaning."""
    return " ".join(chance.choices(WORDS, k=number)).capitalize()

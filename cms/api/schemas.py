"""The shapes of answers, for the OpenAPI description; answers themselves are ready as bytes."""

from typing import Any

from ninja import Schema


class ProblemOut(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    parameter: str | None = None


class Link(Schema):
    """A page by name and address; the address begins with a slash on this host, elsewhere with the scheme."""

    title: str
    url: str


class Picture(Schema):
    """A picture in its sizes."""

    id: int
    url: str
    width: int
    height: int
    sizes: list[dict[str, Any]]
    alt: str


class Card(Schema):
    """A page as an entry of a list, with the fields that were asked for."""

    id: int | None = None
    type: str | None = None
    kind: str | None = None
    locale: str | None = None
    path: str | None = None
    title: str | None = None
    summary: str | None = None
    published_at: str | None = None
    image: Picture | None = None


class CardList(Schema):
    """Entries, and the cursor of what comes after them."""

    next: str | None
    items: list[Card]


class Seo(Schema):
    """For search engines."""

    title: str
    description: str


class Dates(Schema):
    """Moments in UTC, days as dates."""

    first_published_at: str | None
    last_published_at: str | None
    published_on: str | None
    verified_at: str | None
    review_date: str | None


class ServiceOut(Schema):
    """A service of the council, with its codes in the Local Government Service List."""

    slug: str
    name: str
    lgsl_codes: list[int | str]


class Term(Schema):
    """A topic."""

    slug: str
    name: str


class Translation(Schema):
    """The page in another language."""

    locale: str
    name: str
    url: str


class Content(Schema):
    """A body: its blocks `{id, type, value}`, and the same as HTML."""

    blocks: list[dict[str, Any]]
    html: str


class PageOut(Schema):
    """A page as far as the reader may see it, with the fields that were asked for."""

    id: int | None = None
    type: str | None = None
    kind: str | None = None
    locale: str | None = None
    direction: str | None = None
    path: str | None = None
    url: str | None = None
    title: str | None = None
    summary: str | None = None
    seo: Seo | None = None
    dates: Dates | None = None
    owner: str | None = None
    service: ServiceOut | None = None
    topics: list[Term] | None = None
    image: Picture | None = None
    breadcrumbs: list[Link] | None = None
    translations: list[Translation] | None = None
    content: dict[str, Content] | None = None
    json_ld: dict[str, Any] | None = None


class NavigationOut(Schema):
    """What surrounds every page of the site."""

    site: str
    locale: str
    home: str
    sections: list[Link]
    footer: list[Link]

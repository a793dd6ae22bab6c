"""Brings indices in step with the table, in any order and any number of times."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wagtail.models import Page

from cms.access.audiences import BASE_AUDIENCES, PARTNER
from search.backends.base import Away, Lost

from .client import or_away, patient
from .documents import Document, as_lines, documents_of, partner_id
from .indices import index_name, languages

CONFLICT, NOT_FOUND, TOO_MANY, UNAVAILABLE = 409, 404, 429, 503
# So many characters are sent together, at most four bytes each: the engine takes no request of more than 100 MB.
LARGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be brought in step: `version` is that of the newest change told of, `texts` see SearchChange."""

    version: int
    texts: int


@dataclass(slots=True)
class Batch:
    """The operations of a bulk request, each with its lines, and the page that each of them is about."""

    operations: list[list[str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def write(self, document: Document, number: int) -> None:
        """Adds the writing of a document to the indices of a generation."""
        index = index_name(document.base, document.language, number)
        self.operations.append(as_lines(index, document.id, document.version, document.source))
        self.pages.append(document.page_id)

    def delete(self, base: str, language: str, name: str, page_id: int, change: Change, number: int) -> None:
        """Adds a deletion."""
        self.operations.append(as_lines(index_name(base, language, number), name, change.version, None))
        self.pages.append(page_id)

    def portions(self) -> Iterator["Batch"]:
        """The same in requests that are not too large."""
        portion, length = Batch(), 0
        for lines, page_id in zip(self.operations, self.pages, strict=True):
            more = sum(map(len, lines))
            if portion.pages and length + more > LARGEST:
                yield portion
                portion, length = Batch(), 0
            portion.operations.append(lines)
            portion.pages.append(page_id)
            length += more
        if portion.pages:
            yield portion


def bring_in_step(changes: Mapping[int, Change], number: int, seconds: float, refresh: bool) -> dict[int, str]:
    """Writes what a generation should hold of these pages, and deletes what it should not.

    Returns why not, by page, for those that the engine refused. Raises Away.
    """
    batch = Batch()
    written: dict[int, set[tuple[str, str, str]]] = {key: set() for key in changes}
    for document in documents_of(changes):
        batch.write(document, number)
        written[document.page_id].add((document.base, document.language, document.id))
    known = dict(Page.objects.filter(pk__in=changes).values_list("pk", "locale__language_code"))
    for key, change in changes.items():
        for language in [known[key]] if known.get(key) in languages() else languages():
            names = [(base, str(key)) for base in BASE_AUDIENCES if base != PARTNER]
            names += [(PARTNER, partner_id(key, place)) for place in range(change.texts)]
            for base, name in names:
                if (base, language, name) not in written[key]:
                    batch.delete(base, language, name, key, change, number)
    return send(batch, seconds, refresh)


def send(batch: Batch, seconds: float, refresh: bool = False) -> dict[int, str]:
    """Sends a batch; see bring_in_step."""
    refused: dict[int, str] = {}
    for portion in batch.portions():
        refused |= _send(portion, seconds, refresh)
    return refused


def _send(batch: Batch, seconds: float, refresh: bool) -> dict[int, str]:
    lines = [line for operation in batch.operations for line in operation]
    with or_away():
        answer = patient(seconds).bulk(
            operations=lines,  # type: ignore[arg-type]  # lines that are JSON already are sent as they are
            refresh=refresh,
            require_alias=True,
            filter_path="errors,items.*.status,items.*.error.type,items.*.error.reason",
        )
    if not answer["errors"]:
        return {}
    return _refused(answer["items"], batch.pages)


def _refused(items: list[dict[str, dict[str, object]]], pages: list[int]) -> dict[int, str]:
    refused = {}
    for item, page_id in zip(items, pages, strict=True):
        [(deed, told)] = item.items()
        status, error = told["status"], told.get("error")
        if status == CONFLICT or not isinstance(error, dict):
            continue  # the engine has something newer, or has it not where it is to be deleted
        # It has lost an index, or is full: that is not the page's fault.
        if status == NOT_FOUND:
            raise Lost(f"{status} {error['type']}")
        if status in {TOO_MANY, UNAVAILABLE}:
            raise Away(f"{status} {error['type']}")
        refused[page_id] = f"{deed}: {status} {error['type']}: {error['reason']}"[:300]
    return refused

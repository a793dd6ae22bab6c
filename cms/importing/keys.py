"""Primary keys of pages, known before the pages are made: so documents that link to one another are written once."""

from collections.abc import Iterable

from django.db import connection, transaction
from wagtail.models import Page


class PageKeys:
    """The pages of a source's documents: `made` has those that are there, by the documents' keys, and `aside` the
    primary keys set aside for those that are not.

    Text may lead to a page that is still to come, and reads as plain text until it has. A key set aside is never given
    to another page, whatever becomes of the document.
    """

    def __init__(self, made: dict[str, int]) -> None:
        self.made = made
        self.aside: dict[str, int] = {}

    def of(self, key: str) -> int | None:
        """The primary key that a link in a text may name, or None."""
        return self.made.get(key, self.aside.get(key))

    def set_aside(self, keys: Iterable[str]) -> None:
        """Sets a primary key aside for each document without a page."""
        missing = [key for key in keys if key not in self.made]
        if missing:
            self.aside = dict(zip(missing, _next(len(missing)), strict=True))


@transaction.atomic
def _next(number: int) -> Iterable[int]:
    """So many primary keys of pages that the database gives to nobody else."""
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, number])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [number, table])
        last = int(cursor.fetchone()[0])
        return range(last - number + 1, last + 1)

"""Copies the groups of a small tree many times, on PostgreSQL: `python -m bench.inside.grow COPIES`.

The small tree is that of `bench.tree`: below the home page sections, in each one group, in it pages. Each group is
there COPIES times afterwards, with its pages' access rows and what is made of them for search and delivery: rows are
copied by SQL, which takes minutes where making them as editors do would take hours. What a copy shows is what its
original shows, and within its JSON it goes by its original's number and path.
"""

import sys
from collections.abc import Mapping
from typing import Any

import django

# How long the paths of sections are: the root, the home page and they themselves.
ABOVE = 3


def main() -> None:
    """Copies everything and brings the database's own numbers up to date."""
    django.setup()
    from django.db import connection, transaction
    from wagtail.models import Page

    copies = int(sys.argv[1])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copy (number int, step text) ON COMMIT DROP")
        steps = [(number, Page._get_path("", 1, number + 1)) for number in range(1, copies)]
        cursor.executemany("INSERT INTO copy VALUES (%s, %s)", steps)
        Copier(cursor, ABOVE * Page.steplen, Page.steplen).copy_all()
        cursor.execute("UPDATE wagtailcore_page SET numchild = %s WHERE depth = %s", [copies, ABOVE])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(Page.objects.count())


class Copier:
    """Copies rows of the pages that stand deeper than `above` characters of their path."""

    def __init__(self, cursor: Any, above: int, step: int) -> None:
        self.cursor, self.above, self.step = cursor, above, step
        self.offsets: dict[str, int] = {}

    def copy_all(self) -> None:
        """Every table that holds something of a page."""
        path = f"substr({{0}}, 1, {self.above}) || copy.step || substr({{0}}, {self.above + self.step + 1})".format
        # Groups are called group-SECTION; the copies have another number behind that.
        moved = r"regexp_replace({0}, '/(group-\d+)/', '/\1-' || copy.number || '/')".format
        page = self.number("wagtailcore_page", "id")
        self.copy(
            "wagtailcore_page",
            f"length(path) > {self.above}",
            {
                "id": page("id"),
                "path": path("path"),
                "slug": f"slug || CASE length(path) WHEN {self.above + self.step} THEN '-' || copy.number ELSE '' END",
                "url_path": moved("url_path"),
                "translation_key": "gen_random_uuid()",
            },
        )
        # From here on only what belongs to an original.
        original = f"IN (SELECT id FROM wagtailcore_page WHERE length(path) > {self.above} AND id < {self.limit})"
        own = f"page_id {original}"
        self.copy(
            "website_contentpage",
            f"page_ptr_id {original}",
            {"page_ptr_id": page("page_ptr_id"), "access_origin": page("access_origin")},
        )
        self.copy("access_pageaccess", own, {"page_id": page("page_id"), "path": path("path")})
        found = self.number("search_searchdocument", "id")
        self.copy("search_searchdocument", own, {"id": found("id"), "page_id": page("page_id"), "item": page("item")})
        documents = f"document_id IN (SELECT id FROM search_searchdocument WHERE {own})"
        self.copy("search_searchdocumentscope", documents, {"document_id": found("document_id")}, own="id")
        made = self.number("api_deliverydocument", "id")
        self.copy(
            "api_deliverydocument",
            own,
            {"id": made("id"), "page_id": page("page_id"), "url_path": moved("url_path")},
        )
        self.copy(
            "api_deliveryreading",
            own,
            {"document_id": made("document_id"), "page_id": page("page_id"), "path": moved("path")},
            own="id",
        )
        self.copy("api_deliverydependency", own, {"page_id": page("page_id")}, own="id")
        self.copy("api_deliveryface", own, {"page_id": page("page_id")})

    def number(self, table: str, column: str) -> Any:
        """What makes the number of a copy's row of that of its original."""
        self.cursor.execute(f"SELECT max({column}) + 1 FROM {table}")
        offset = self.offsets[table] = self.cursor.fetchone()[0]
        return f"{{0}} + copy.number * {offset}".format

    @property
    def limit(self) -> int:
        """The first number that no original page has."""
        return self.offsets["wagtailcore_page"]

    def copy(self, table: str, condition: str, changed: Mapping[str, str], own: str = "") -> None:
        """Copies the rows of a table under a condition; `own` is a column that the database fills."""
        self.cursor.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' AND column_name <> %s",
            [table, own],
        )
        columns = [name for (name,) in self.cursor.fetchall()]
        into = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(changed.get(name, f'source."{name}"') for name in columns)
        self.cursor.execute(
            f"INSERT INTO {table} ({into}) "
            f"SELECT {values} FROM (SELECT * FROM {table} WHERE {condition}) AS source, copy"
        )
        if "id" in columns:
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            self.cursor.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM {table}))")


if __name__ == "__main__":
    main()

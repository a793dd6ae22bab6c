"""Compares the search engine with the table."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.backends import Away
from search.rebuilding import verify


class Command(BaseCommand):
    """For a timer, or for whoever doubts."""

    help = "Compare the search engine's indices with the table and mend what differs; exit code 1 if anything did."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many pages differed."""
        if not settings.ELASTICSEARCH_URLS:
            self.stdout.write("There is no search engine to compare: the database itself answers.")
            return
        with tqdm(unit=" pages", disable=None) as bar:
            try:
                differed = verify(bar.update)
            except Away as error:
                raise CommandError(f"The search engine is away: {error}") from error
        if differed:
            self.stdout.write(f"{differed} pages differed and were mended.")
            sys.exit(1)
        self.stdout.write("Table and search engine agree.")

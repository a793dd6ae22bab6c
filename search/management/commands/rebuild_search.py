"""Makes anew what search finds things by."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search import files, rebuilding, services
from search.backends import Away
from search.meaning import store
from search.models import SearchDocument


class Command(BaseCommand):
    """Beside a search engine that is in use, and while pages are written."""

    help = "Write all search documents anew; with a search engine, build its indices anew from them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which of the two."""
        parser.add_argument("--rows", action="store_true", help="write the table anew first, also with a search engine")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many pages can be found, and how many documents the indices hold."""
        if options["rows"] or not settings.ELASTICSEARCH_URLS:
            self.stdout.write(f"{services.rebuild()} pages and {files.rebuild()} files can be found.")
        if not settings.ELASTICSEARCH_URLS:
            return
        with tqdm(total=SearchDocument.objects.count(), unit=" rows", disable=None) as bar:
            try:
                written = rebuilding.rebuild(bar.update)
            except Away as error:
                raise CommandError(f"The search engine is away: {error}. Run it again to go on.") from error
        self.stdout.write(f"{written} documents are in the search engine.")
        if store.is_on():
            self._learn()

    def _learn(self) -> None:
        with tqdm(unit=" pages", disable=None) as bar:
            try:
                learned = rebuilding.learn(bar.update)
            except Away as error:
                raise CommandError(f"The search engine is away: {error}. Run it again to go on.") from error
            except ImportError as error:
                raise CommandError(f"{error}: `make meaning` installs what SEARCH_MEANING needs.") from error
        self.stdout.write(f"What {learned} pages mean was not known before.")

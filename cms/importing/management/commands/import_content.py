"""Imports folders and archives of Markdown, HTML and CSV."""

import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm
from wagtail.models import Page

from cms.access.audiences import Audiences, canonical, is_within, meet
from cms.access.services import effective_audiences
from cms.core.models import BasePage
from cms.importing.describe import Vocabulary
from cms.importing.documents import Note, Severity
from cms.importing.mapping import Mapping, MappingError, read_mapping
from cms.importing.reader import read
from cms.importing.report import Report
from cms.importing.sources import SourceError, open_source
from cms.importing.targets import Target, target_for, target_names
from cms.importing.writer import Job, write

NOTHING_DONE = 2
SECTION = re.compile(r"^(?P<branch>[\w-]+):(?P<path>/.*)$")
T = TypeVar("T")


class Command(BaseCommand):
    """Ends with 0 when all was imported, 1 when something was refused, 2 when nothing could be done."""

    help = "Import a folder, an archive or a file of Markdown, HTML, or questions and answers in CSV."
    # The server and `make check` run them; here they would take as long as ten documents.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """What to import, where to, and for whom."""
        parser.add_argument("path", type=Path, help="a folder, .tar.gz, .tar, .zip, or one file")
        parser.add_argument(
            "--to", required=True, metavar="SECTION", help="the page to import below, such as website:/parking/"
        )
        parser.add_argument(
            "--audience",
            required=True,
            nargs="+",
            metavar="KEY",
            help="whom the pages are for, such as public or staff",
        )
        parser.add_argument("--map", type=Path, metavar="FILE", help="how to read the source's own names (YAML)")
        parser.add_argument("--source", metavar="NAME", help="what the source is known by; the name of PATH otherwise")
        parser.add_argument("--dry-run", action="store_true", help="report only, and write nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write the whole report as JSON")
        parser.add_argument("--progress", action="store_true", help="show progress though this is no terminal")

    def handle(self, *args: Any, **options: Any) -> None:
        """Imports, prints the report, and raises CommandError for the exit codes 1 and 2."""
        began = time.monotonic()
        self.show_progress = options["progress"] or (sys.stderr.isatty() and options["verbosity"] > 0)
        section, target = self._section(options["to"])
        audiences = self._audiences(options["audience"], section)
        try:
            mapping = read_mapping(options["map"]) if options["map"] else Mapping()
            with open_source(options["path"]) as source:
                name = (options["source"] or source.name)[:120]
                report = Report(name, options["to"], options["dry_run"])
                reading = read(source, mapping, self._progress(source.files, len(source.files), "Reading"))
                job = Job(name, reading, section, target, audiences, mapping, dry_run=options["dry_run"])
                report.counts, written = write(job, lambda places, total: self._progress(places, total, "Writing"))
        except (MappingError, SourceError) as error:
            raise CommandError(str(error), returncode=NOTHING_DONE) from error
        report.counts.update(files=reading.files, documents=len(reading.documents))
        report.notes = sorted([*reading.notes, *written], key=_order)
        report.seconds = time.monotonic() - began
        report.print(self.stdout, verbose=options["verbosity"] > 1)
        if options["report"]:
            try:
                report.write_json(options["report"])
            except OSError as error:
                raise CommandError(f"{options['report']}: {error.strerror or error}", returncode=1) from error
        if not reading.documents:
            raise CommandError("No document was found.", returncode=NOTHING_DONE)
        if report.exit_code:
            raise CommandError(f"{len(report.of(Severity.REFUSED))} refused.", returncode=report.exit_code)

    def _section(self, given: str) -> tuple[BasePage, Target]:
        """The page to import below, and what imports become there."""
        found = SECTION.match(given)
        if not found or found["branch"] not in settings.CMS_BRANCHES:
            names = ", ".join(f"{name}:/" for name in settings.CMS_BRANCHES)
            raise CommandError(f"--to {given}: begin with one of {names}", returncode=NOTHING_DONE)
        url_path = f"/{found['branch']}/{found['path'].strip('/')}/".replace("//", "/")
        page = Page.objects.filter(url_path=url_path).select_related("locale").first()
        if page is None:
            raise CommandError(f"--to {given}: no page is there", returncode=NOTHING_DONE)
        target = target_for(page)
        specific = page.specific
        if target is None or not isinstance(specific, BasePage):
            apps = ", ".join(target_names())
            raise CommandError(f"--to {given}: takes no imports; these apps do: {apps}", returncode=NOTHING_DONE)
        return specific, target

    def _audiences(self, given: list[str], section: BasePage) -> Audiences:
        """Whom the pages are for, known and reaching somebody."""
        keys = [key for text in given for key in text.split(",") if key]
        try:
            Vocabulary().check(keys)
        except ValueError as error:
            raise CommandError(f"--audience: {error}", returncode=NOTHING_DONE) from error
        audiences, reached = canonical(keys), effective_audiences(section)
        if not meet(audiences, reached):
            raise CommandError(
                f"--audience: nobody of {', '.join(sorted(audiences))} may see '{section.title}'",
                returncode=NOTHING_DONE,
            )
        if not is_within(audiences, reached):
            self.stderr.write(f"Only {', '.join(sorted(reached))} may see '{section.title}', and what is below it.\n")
        return audiences

    def _progress(self, things: Iterable[T], total: int, label: str) -> Iterable[T]:
        return tqdm(things, total=total, desc=label, disable=not self.show_progress, file=sys.stderr, unit=" items")


def _order(note: Note) -> tuple[str, int]:
    return note.file, note.line or 0

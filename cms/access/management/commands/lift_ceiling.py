"""Ends the limit that a copy, a move or a conversion left on a page."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from wagtail.models import Page

from cms.access.audiences import as_text
from cms.access.models import PageAccess
from cms.access.services import effective_audiences, lift_ceiling


class Command(BaseCommand):
    """For a page that was moved or copied out of a restricted place, and is meant to be read in the new one."""

    help = "Let a page be seen by whomever its own choice and its place let in, after it was moved or copied."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which page, and whether to do it."""
        parser.add_argument("page", type=int, help="the number in the address of the page in the admin")
        parser.add_argument("--dry-run", action="store_true", help="say who would see the page, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints who saw the page before and who sees it now; ends with an error for a page without a limit."""
        page = Page.objects.filter(pk=options["page"]).first()
        if page is None:
            raise CommandError(f"There is no page {options['page']}.")
        if not PageAccess.objects.filter(pk=page.pk, ceiling__isnull=False).exists():
            raise CommandError(f"{page.title} has no limit: its readers follow from its own choice and its place.")
        before = effective_audiences(page)
        with transaction.atomic():
            lift_ceiling(page)
            after = effective_audiences(page)
            transaction.set_rollback(options["dry_run"])
        self.stdout.write(f"{page.title}: {as_text(before) or 'nobody'} → {as_text(after) or 'nobody'}")

"""Makes the demo council."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.core.demo import NoDemoHere, seed


class Command(BaseCommand):
    """Idempotent and deterministic: run it as often as you like."""

    help = "Make or complete the demo council."

    def add_arguments(self, parser: CommandParser) -> None:
        """The port that the sites' addresses carry."""
        parser.add_argument("--port", type=int, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints one line for each app; ends with an error outside the demo settings."""
        try:
            seed(port=options["port"] or settings.PORT, today=timezone.localdate(), tell=self.stdout.write)
        except NoDemoHere as error:
            raise CommandError(str(error)) from None

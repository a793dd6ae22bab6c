"""Does every few seconds what the time of day asks for."""

import signal
import threading
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from cms.core.publishing import CLOCKWORK, publish_due
from cms.media.services import remove_abandoned_uploads

HOUR = 3600  # seconds


class Command(BaseCommand):
    """Runs beside the web server and the worker until it is told to stop."""

    help = "Publish what is due, unpublish what has expired, remove abandoned uploads, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """How often, and whether only once."""
        parser.add_argument("--every", type=int, default=10, metavar="SECONDS")
        parser.add_argument("--once", action="store_true", help="for a timer of the operating system")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends at once on SIGTERM and SIGINT."""
        stopping = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stopping.set())
        tidied = float("-inf")
        while True:
            publish_due()
            call_command("publish_scheduled", verbosity=0)
            for work in CLOCKWORK:
                work()
            if time.monotonic() - tidied >= HOUR:
                remove_abandoned_uploads()
                tidied = time.monotonic()
            if options["once"] or stopping.wait(options["every"]):
                return

"""Writes all delivery documents anew."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.api.services import rebuild


class Command(BaseCommand):
    """For use after an upgrade, since documents hold HTML, and after a change of the tree behind Wagtail's back."""

    help = "Write all documents of the reader API anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how far it is, and at the end how many pages can be read."""

        def progress(done: int, total: int) -> None:
            if options["verbosity"] > 1 or done == total or done % 1000 == 0:
                self.stdout.write(f"{done} of {total} pages")

        self.stdout.write(f"{rebuild(progress)} pages are ready to be read.")

"""Works out every page's effective audiences anew."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.access.services import refresh_all


class Command(BaseCommand):
    """For use after the tree was changed behind Wagtail's back; pages in a new place keep their readers."""

    help = "Work out every page's effective audiences anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many pages changed."""
        self.stdout.write(f"{refresh_all()} pages changed.")

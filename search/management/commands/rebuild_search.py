"""Writes all search documents anew."""

from typing import Any

from django.core.management.base import BaseCommand

from search.services import rebuild


class Command(BaseCommand):
    """For use after a change of what is indexed, or of the tree behind Wagtail's back."""

    help = "Write all search documents anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many pages can be found."""
        self.stdout.write(f"{rebuild()} pages can be found.")

"""The demo council's intranet."""

from pathlib import Path

from cms.core.demo import Demo
from cms.importing.demo import import_pages

TITLE = "Intranet"


def seed(demo: Demo) -> None:
    """Imports the pages."""
    import_pages(Path(__file__).parent / "pages", demo.branches["intranet"])

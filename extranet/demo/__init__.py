"""The demo council's partners and their pages."""

from pathlib import Path

from cms.access.demo import ORGANISATIONS
from cms.core.demo import Demo
from cms.importing.demo import import_pages
from extranet.services import save_organisation

TITLE = "Extranet"


def seed(demo: Demo) -> None:
    """Adds the organisations and imports the pages."""
    for slug, name in ORGANISATIONS.items():
        save_organisation(name=name, slug=slug)
    import_pages(Path(__file__).parent / "pages", demo.branches["extranet"])

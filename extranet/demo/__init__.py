"""The demo council's partners and their pages."""

from pathlib import Path

from cms.access.demo import ORGANISATIONS
from cms.core.demo import Demo, put_in_menu
from cms.importing.demo import import_pages
from extranet.services import save_organisation
from kb.services import ensure_hub

MENU = ["help", "referral-routes", "safeguarding-thresholds", "contacts", "news"]


def seed(demo: Demo) -> None:
    """Adds the organisations and imports the pages."""
    for slug, name in ORGANISATIONS.items():
        save_organisation(name=name, slug=slug)
    home = demo.branches["extranet"]
    hub = ensure_hub(home)
    import_pages(Path(__file__).parent / "pages", home, standing={"_index.md": home, "help.md": hub})
    put_in_menu(home, MENU)

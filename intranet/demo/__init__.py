"""The demo council's intranet."""

from pathlib import Path

from cms.core.demo import Demo, put_in_menu
from cms.importing.demo import import_pages
from kb.services import ensure_hub


def seed(demo: Demo) -> None:
    """Imports the pages."""
    home = demo.branches["intranet"]
    hub = ensure_hub(home)
    import_pages(Path(__file__).parent / "pages", home, standing={"_index.md": home, "help.md": hub})
    put_in_menu(home, home.get_children().values_list("slug", flat=True)[:7])

"""The demo council's website."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.models import Group
from django.utils import timezone

from cms.accounts.demo import person
from cms.core.demo import Demo, put_in_menu
from cms.core.permissions import EDITOR, branch_group
from cms.importing.demo import import_pages, import_translations
from cms.media.demo_images import png
from cms.website.models import Alert, HomePage

HERE = Path(__file__).parent
MENU = ["bins-and-recycling", "council-tax-and-benefits", "parking", "housing", "news", "help", "contact"]
# The part of the website that a contractor's editor works on.
CONTRACTED = "bins-and-recycling"


def seed(demo: Demo) -> None:
    """Imports the pages, hangs up the alerts, and says who works on a part and who approves all."""
    home = HomePage.objects.get(pk=demo.branches["website"].pk)
    rows = yaml.safe_load((HERE / "images.yaml").read_text(encoding="utf-8"))
    pictures = {row["file"]: png(row["motif"]) for row in rows}
    import_pages(HERE / "pages", home, standing={"_index.md": home}, pictures=pictures)
    put_in_menu(home, MENU)
    import_translations(HERE / "welsh", home, "cy", pictures=pictures)
    _alerts(home, demo.today)
    section = _page(home, f"/{CONTRACTED}/")
    person("contractor").groups.add(branch_group("Waste contractor's editors", section, EDITOR))
    person("approver").groups.add(Group.objects.get(name="Moderators"))


def _alerts(home: HomePage, today: datetime.date) -> None:
    for row in yaml.safe_load((HERE / "alerts.yaml").read_text(encoding="utf-8")):
        branch = _page(home, row["branch"])
        link = _page(home, row["link"]["href"]) if row.get("link") else None
        Alert.objects.update_or_create(
            title=row["title"],
            defaults={
                "severity": row["severity"],
                "text": row["text"],
                "other_words": {"cy": row["cy"]},
                "branch": branch,
                "link_page": link if link != home else None,
                "starts_at": _moment(today, row["starts"]),
                "ends_at": _moment(today, row["ends"]),
            },
        )


def _page(home: HomePage, path: str) -> Any:
    return home.get_descendants(inclusive=True).get(url_path=home.url_path + path.lstrip("/"))


def _moment(today: datetime.date, days: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(today, datetime.time(6)) + datetime.timedelta(days=days))

"""The demo council's facts, which its pages name."""

from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Locale

from cms.taxonomy.models import Service
from kb.facts.models import Fact

HERE = Path(__file__).parent


def seed(demo: Any) -> None:
    """Adds whichever fact is missing; what somebody changed since stays as they left it."""
    welsh, _ = Locale.objects.get_or_create(language_code="cy")
    for row in yaml.safe_load((HERE / "facts.yaml").read_text(encoding="utf-8")):
        fact = Fact.objects.filter(slug=row["slug"], locale=Locale.get_default()).first()
        if fact is None:
            fact = Fact(
                slug=row["slug"],
                kind=row["kind"],
                service=Service.objects.get(slug=row["service"]),
                audiences=row.get("audiences", []),
                contact_name=row["owner"]["name"],
                contact_email=row["owner"]["email"],
                review_date=row["review_date"],
                locale=Locale.get_default(),
                live=False,
            )
            _publish(fact, row)
        if "cy" in row and fact.get_translation_or_none(welsh) is None:
            _publish(fact.copy_for_translation(welsh), row["cy"])


def _publish(fact: Fact, words: dict[str, Any]) -> None:
    fact.name, fact.short, fact.full = words["name"], words["short"], words.get("full", "")
    rows = words.get("rows", {})
    parts: Any = [("part", {"label": label, "value": value}) for label, value in rows.items()]
    fact.parts = parts
    fact.save()
    fact.save_revision().publish()

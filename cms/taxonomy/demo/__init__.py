"""The demo council's services, topics and wards."""

from pathlib import Path
from typing import Any

import yaml

from cms.taxonomy.models import Service, Term, Topic, Ward


def seed(demo: Any) -> None:
    """Adds or renames what the YAML files beside this name; `cy` is the same in Welsh."""
    for row in _rows("services.yaml"):
        codes = [entry["code"] for entry in row.get("lgsl", [])]
        values = {"name": row["name"], "summary": row.get("summary", ""), "lgsl_codes": codes}
        Service.objects.update_or_create(slug=row["slug"], defaults={**values, "other_words": {"cy": row["cy"]}})
    terms: tuple[tuple[type[Term], str], ...] = ((Topic, "topics.yaml"), (Ward, "wards.yaml"))
    for model, name in terms:
        for row in _rows(name):
            words = {"cy": {"name": row["cy"]}} if "cy" in row else {}
            model._default_manager.update_or_create(
                slug=row["slug"], defaults={"name": row["name"], "other_words": words}
            )


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return rows

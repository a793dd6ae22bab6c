"""The project's tree, as the checks of its shape read it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cms.settings.apps import LOCAL_APPS

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("cms", "search", "kb", "intranet", "extranet", "migrations", "tests", "deploy", "bench")


def python_files() -> Iterator[Path]:
    """Every Python file of the project."""
    yield ROOT / "manage.py"
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def project() -> dict[str, Any]:
    """pyproject.toml, read."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def contracts() -> list[dict[str, Any]]:
    """The import contracts of pyproject.toml."""
    found: list[dict[str, Any]] = project()["tool"]["importlinter"]["contracts"]
    return found


def contract(identifier: str) -> dict[str, Any]:
    """One import contract, by its id."""
    return next(each for each in contracts() if each["id"] == identifier)


def rungs() -> list[list[str]]:
    """The apps by rung, lowest first; apps on one rung are strangers to one another."""
    top = [[name.strip() for name in layer.split("|")] for layer in contract("ladder")["layers"]]
    inside = [[f"cms.{name.strip()}" for name in layer.split("|")] for layer in contract("cms")["layers"]]
    # An app within another, such as kb.facts, serves it from the rung below; the contract on cycles holds it there.
    serving = {
        names[0]: [app for app in LOCAL_APPS if app.startswith(f"{names[0]}.")] for names in top if names != ["cms"]
    }
    above = [rung for names in reversed(top) for rung in (serving.get(names[0], []), names) if rung]
    return [*reversed(inside), *above]

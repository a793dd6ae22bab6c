"""The documents link to what exists, and leave out no command, setting, page type, block or target."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from cms.core.models import BasePage
from cms.settings.apps import LOCAL_APPS
from kb.enums import PartKind
from tests.architecture import tree

pytestmark = pytest.mark.once

REFERENCE = tree.ROOT / "docs" / "reference"
DOCUMENTS = [tree.ROOT / "README.md", *sorted((tree.ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^()\s]+)\)")
HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)
TARGET = re.compile(r"^(?P<name>[a-z]+):.*## ", re.MULTILINE)


def prose(document: Path) -> str:
    """The document without its fenced code."""
    return FENCE.sub("", document.read_text(encoding="utf-8"))


def links(document: Path) -> Iterator[str]:
    """Where the document's links and images lead, other sites left out."""
    for match in LINK.finditer(prose(document)):
        if not re.match(r"[a-z]+:", match["target"]):
            yield match["target"]


def anchors(document: Path) -> set[str]:
    """The anchors that a document's headings have where it is read."""
    titles = (re.sub(r"[^\w\- ]", "", match["text"].lower()) for match in HEADING.finditer(prose(document)))
    return {title.strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(tree.ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    broken = []
    for link in links(document):
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_command_is_described() -> None:
    ours = {name for name, app in get_commands().items() if app in LOCAL_APPS}
    assert ours
    assert ours - anchors(REFERENCE / "commands.md") == set()


def variables() -> Iterator[str]:
    """The environment variables that the settings read."""
    for path in (tree.ROOT / "cms" / "settings").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)


def test_every_environment_variable_is_described() -> None:
    assert "SECRET_KEY" in set(variables())
    assert missing(set(variables()), "settings.md") == set()


def test_every_page_type_is_described() -> None:
    names = {model.__name__ for model in apps.get_models() if issubclass(model, BasePage)}
    assert missing(names, "page-types.md") == set()


def test_every_block_is_described() -> None:
    assert missing({*settings.CMS_BODY_BLOCKS, *PartKind.values}, "blocks.md") == set()


def test_every_target_is_described() -> None:
    makefile = (tree.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {f"make {match['name']}" for match in TARGET.finditer(makefile)} - {"make help"}
    assert missing(targets, "make.md") == set()


def missing(names: set[str], document: str) -> set[str]:
    """Those names that have no row of their own in a table of the reference."""
    rows = [line for line in (REFERENCE / document).read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return {name for name in names if not any(f"`{name}`" in row.split("|")[1] for row in rows)}

"""A tree to import into."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image
from wagtail.models import Page

from cms.core.branches import ensure_branches
from cms.core.models import BasePage
from tests.cms.importing.reading import write_files

HOSTS = {"website": "www.localhost", "intranet": "intranet.localhost", "extranet": "extranet.localhost"}


@dataclass(frozen=True)
class Outcome:
    """How the command ended, and what it printed."""

    code: int
    text: str


@pytest.fixture(scope="module")
def planted(around_tests: None) -> dict[str, BasePage]:
    """The branches of a council without content."""
    return ensure_branches(HOSTS, port=80, council="Test council")


@pytest.fixture
def branches(planted: dict[str, BasePage], db: None) -> dict[str, BasePage]:
    """The branches, to be changed at will."""
    return deepcopy(planted)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the source is put together."""
    return tmp_path / "source"


@pytest.fixture
def run(branches: dict[str, BasePage], folder: Path) -> Callable[..., Outcome]:
    """Writes files into the folder and imports it: `run({"a.md": "..."}, "website:/", dry_run=True)`."""

    def run(files: dict[str, Any] | None = None, to: str = "website:/", **options: Any) -> Outcome:
        write_files(folder, files or {})
        options.setdefault("audience", ["public"])
        path = options.pop("path", folder)
        out, code = StringIO(), 0
        try:
            call_command("import_content", str(path), to=to, stdout=out, stderr=out, **options)
        except CommandError as error:
            code = error.returncode
            out.write(str(error))
        return Outcome(code, out.getvalue())

    return run


@pytest.fixture
def png() -> bytes:
    """A small picture."""
    content = BytesIO()
    Image.new("RGB", (8, 6), "teal").save(content, "PNG")
    return content.getvalue()


def page(path: str) -> Any:
    """The page at a path of the tree, such as `/website/bins/`."""
    return Page.objects.get(url_path=path).specific


def paths() -> list[str]:
    """The paths of all pages below the branches."""
    return list(Page.objects.filter(depth__gt=2).order_by("path").values_list("url_path", flat=True))

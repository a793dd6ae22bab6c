"""What may be where, and how long a file may be."""

import os

import pytest

from tests.architecture import tree

pytestmark = pytest.mark.once

LONGEST = 400
FURNITURE = {"docs", "deploy", "bench", "var"}
PACKAGES = {"cms", "search", "kb", "intranet", "extranet", "themes", "migrations", "tests"}


def test_themes_hold_no_python() -> None:
    found = []
    for folder, folders, files in os.walk(tree.ROOT / "themes"):
        folders[:] = [name for name in folders if name != "node_modules"]
        found += [f"{folder}/{name}" for name in files if name.endswith(".py")]
    assert found == []


def test_the_top_level_is_fixed() -> None:
    folders = {path.name for path in tree.ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
    assert folders - FURNITURE == PACKAGES


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        str(path.relative_to(tree.ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in tree.python_files()
        if "migrations" not in path.relative_to(tree.ROOT).parts
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}

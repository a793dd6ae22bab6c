"""What is installed is pinned by content, and says nothing of where it was fetched from."""

import json
import re

import pytest

from tests.architecture import tree

pytestmark = pytest.mark.once

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-meaning.txt")


def requirements(lock: str) -> list[str]:
    """The lock's requirements, each on one line with its hashes, comments dropped."""
    text = (tree.ROOT / lock).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [" ".join(each.split()) for each in "\n".join(lines).replace("\\\n", " ").splitlines() if each.strip()]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_one_version_and_its_hashes(lock: str) -> None:
    loose = [each for each in requirements(lock) if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", each)]
    assert loose == []


@pytest.mark.parametrize("lock", [*LOCKS, "themes/package-lock.json", "pyproject.toml"])
def test_no_lock_names_a_host_or_a_path(lock: str) -> None:
    text = (tree.ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"--(extra-)?index-url|--find-links|file:|\"resolved\"", text)
    if lock.endswith(".txt"):
        assert "://" not in text
        assert not re.search(r"(^|\s)/\w", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_what_the_project_asks_for(lock: str) -> None:
    project = tree.project()
    groups = project["dependency-groups"]
    asked = groups["meaning"] if lock == "requirements-meaning.txt" else list(project["project"]["dependencies"])
    if lock == "requirements-dev.txt":
        asked += groups["dev"]
    names = {re.split(r"[\[=<>~ ]", each)[0].lower() for each in asked}
    locked = {each.partition("==")[0] for each in requirements(lock)}
    assert names - locked == set()


def test_both_locks_agree() -> None:
    runtime = {each.partition(" ")[0] for each in requirements("requirements.txt")}
    assert runtime <= {each.partition(" ")[0] for each in requirements("requirements-dev.txt")}


def test_front_end_packages_have_hashes() -> None:
    packages = json.loads((tree.ROOT / "themes/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and not package.get("integrity")] == []

"""What the code imports, the project asks for by name: a package that another brings along may leave with it."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.architecture import tree

pytestmark = pytest.mark.once

OURS = {*tree.PACKAGES, "manage"}


def imports() -> Iterator[tuple[str, str]]:
    """Each top-level package that the project's own packages import, with a file that does."""
    for path in tree.python_files():
        name = str(path.relative_to(tree.ROOT))
        if name.startswith(("migrations/", "tests/", "bench/")):
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from ((alias.name.partition(".")[0], name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0], name


def test_every_import_is_asked_for() -> None:
    project = tree.project()
    listed = [*project["project"]["dependencies"], *project["dependency-groups"]["meaning"]]
    asked = {normal(re.split(r"[\[=<>~ ]", each)[0]) for each in listed}
    distributions = packages_distributions()
    missing = {
        f"{package} in {name}"
        for package, name in imports()
        if package not in OURS | sys.stdlib_module_names
        and not asked & {normal(each) for each in distributions.get(package, [])}
    }
    assert missing == set()


def normal(name: str) -> str:
    return name.lower().replace("_", "-")

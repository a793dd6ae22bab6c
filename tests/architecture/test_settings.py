"""Production starts with its secrets or not at all, and says in one line what is missing."""

import os
import subprocess
import sys

import pytest

from tests.architecture import tree

pytestmark = pytest.mark.once

GIVEN = {
    "SECRET_KEY": "a-key-of-this-test-and-of-nothing-else-in-the-whole-wide-world",
    "ALLOWED_HOSTS": "www.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
}


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Start production's settings with these variables and no other setting of ours."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=tree.ROOT,
        env={**bare, "DJANGO_SETTINGS_MODULE": "cms.settings.base", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_starts_when_everything_is_given() -> None:
    result = start(**GIVEN)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize("missing", sorted(GIVEN))
@pytest.mark.parametrize("empty", [False, True], ids=["unset", "empty"])
def test_refuses_to_start_without(missing: str, empty: bool) -> None:
    variables = {name: value for name, value in GIVEN.items() if name != missing}
    if empty:
        variables[missing] = ""
    result = start(**variables)
    assert result.returncode != 0
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert missing in result.stderr

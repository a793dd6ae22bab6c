"""Who may import whom: the contracts of pyproject.toml, kept by the code and hollowed out by nothing."""

import os

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from cms.settings.apps import LOCAL_APPS
from tests.architecture import tree

pytestmark = pytest.mark.once


def test_the_contracts_are_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tree.ROOT)
    status = lint_imports(config_filename=os.fspath(tree.ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_no_contract_has_exceptions() -> None:
    exceptions = {"ignore_imports", "exhaustive_ignores", "skip_descendants", "unmatched_ignore_imports_alerting"}
    assert [each["id"] for each in tree.contracts() if exceptions & set(each)] == []


def test_every_app_is_layered_inside() -> None:
    assert sorted(tree.contract("inside")["containers"]) == sorted(LOCAL_APPS)


def test_apps_are_listed_from_the_lowest_rung_up() -> None:
    rung_of = {app: number for number, rung in enumerate(tree.rungs()) for app in rung}
    numbers = [rung_of[app] for app in LOCAL_APPS]
    assert numbers == sorted(numbers)

"""Each app's migrations are where they belong, and say what its models say."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from cms.settings.apps import LOCAL_APPS
from tests.architecture import tree


@pytest.mark.parametrize("app", LOCAL_APPS)
def test_every_app_has_its_package(app: str) -> None:
    config = apps.get_app_config(app.rpartition(".")[2])
    assert settings.MIGRATION_MODULES[config.label] == f"migrations.{app}"
    package = tree.ROOT / "migrations" / app.replace(".", "/")
    assert (package / "__init__.py").is_file()
    if list(config.get_models()):
        assert list(package.glob("0001_*.py"))


# Some migrations of wagtail-localize ask the database while they are loaded.
@pytest.mark.django_db
def test_models_have_no_change_without_a_migration() -> None:
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    assert changes == {}


@pytest.mark.django_db
def test_no_app_has_two_ends() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}

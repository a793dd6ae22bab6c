"""Relations between models keep to the ladder: written as strings, they escape the import contracts."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Field, Model

from cms.settings.apps import LOCAL_APPS
from tests.architecture import tree

pytestmark = pytest.mark.once


def relations() -> Iterator[tuple[str, str, str]]:
    """Each relation from one local app to another, as the field's name, its app and the app that it points to."""
    local = {apps.get_app_config(name.rpartition(".")[2]).name for name in LOCAL_APPS}
    for model in apps.get_models(include_auto_created=True):
        source = app_of(model)
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model
            # Reverse sides are no fields, and a generic foreign key has no one model.
            if not isinstance(field, Field) or not isinstance(target, type):
                continue
            if {source, app_of(target)} <= local:
                yield f"{model._meta.label}.{field.name}", source, app_of(target)


def app_of(model: type[Model]) -> str:
    return apps.get_app_config(model._meta.app_label).name


def test_relations_point_down_or_stay_at_home() -> None:
    rung_of = {app: number for number, rung in enumerate(tree.rungs()) for app in rung}
    found = list(relations())
    assert found
    wrong = [
        f"{name} points from {source} to {target}"
        for name, source, target in found
        if source != target and rung_of[target] >= rung_of[source]
    ]
    assert wrong == []

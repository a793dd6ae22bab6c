"""Removes files that others took the place of."""

from django.db import transaction
from django.db.models.fields.files import FieldFile
from wagtail.tasks import delete_file_from_storage_task


def remove_when_certain(old: FieldFile) -> None:
    """Has the worker remove a stored file once the change that replaces it is certain."""
    storage, name = old.storage.deconstruct(), old.name  # type: ignore[attr-defined]  # what Wagtail asks for too
    transaction.on_commit(lambda: delete_file_from_storage_task.enqueue(storage, name))

"""The queue of tasks."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from cms.core.queue import Queue


def ask(*arguments: str) -> None:
    Queue("default", {}).enqueue(update_reference_index_task, arguments, {})


def asked() -> list[str]:
    return sorted(task.args_kwargs["args"][2] for task in DBTaskResult.objects.all())


@pytest.mark.django_db
def test_what_is_asked_for_twice_in_one_transaction_is_done_once() -> None:
    with transaction.atomic():
        for key in ("1", "2", "1"):
            ask("website", "contentpage", key)
    assert asked() == ["1", "2"]


@pytest.mark.django_db(transaction=True, available_apps=["django_tasks_db"])
def test_a_later_transaction_asks_anew() -> None:
    for _ in range(2):
        with transaction.atomic():
            ask("website", "contentpage", "1")
    assert asked() == ["1", "1"]


@pytest.mark.django_db
def test_what_was_undone_can_be_asked_for_again() -> None:
    with transaction.atomic():
        with transaction.atomic():
            ask("website", "contentpage", "1")
            transaction.set_rollback(True)
        assert asked() == []
        ask("website", "contentpage", "1")
        with transaction.atomic():
            ask("website", "contentpage", "1")
    assert asked() == ["1"]

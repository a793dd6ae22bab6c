"""What a load balancer is told."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult


@pytest.mark.django_db
def test_the_process_answers_on_any_host() -> None:
    answer = Client(headers={"host": "10.0.0.7"}).get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_while_everything_is_there() -> None:
    answer = Client(headers={"host": "10.0.0.7"}).get("/readyz")
    assert answer.status_code == 200
    assert {"database", "search", "cache", "queue"} <= set(answer.json()["checks"])
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_not_ready_while_the_queue_stands_still() -> None:
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    waiting = {"task_path": "search.services.write_later", "args_kwargs": {"args": [[]], "kwargs": {}}}
    DBTaskResult.objects.create(**waiting, backend_name="default", run_after=long_ago)
    DBTaskResult.objects.update(enqueued_at=long_ago)
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert "waited" in answer.json()["checks"]["queue"]

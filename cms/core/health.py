"""What the probes look at."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus

Check = Callable[[], str]


class Unready(Exception):
    """Something that readers need is away; the text says what."""


def database() -> str:
    """Asks the database for a number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def shared_cache() -> str:
    """Writes to the cache and reads it back; raises Unready if it does not come back."""
    cache.set("readyz", "ok", 10)
    if cache.get("readyz") != "ok":
        raise Unready("the cache does not keep what it is given")
    return "ok"


def queue() -> str:
    """The age in seconds of the oldest task that should have begun; raises Unready past the limit."""
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).exclude(run_after__gt=timezone.now())
    oldest = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    age = int((timezone.now() - oldest).total_seconds()) if oldest else 0
    if age > settings.QUEUE_AGE_LIMIT_SECONDS:
        raise Unready(f"the oldest task has waited {age} seconds")
    return f"{age} seconds"


# Apps above add theirs when they are ready.
READINESS: dict[str, Check] = {"database": database, "cache": shared_cache, "queue": queue}


def readiness() -> tuple[bool, dict[str, str]]:
    """Whether all is there that readers need, and what each check says; a check's error is its answer."""
    answers: dict[str, str] = {}
    ready = True
    for name, check in READINESS.items():
        try:
            answers[name] = check()
        except Unready as error:
            answers[name], ready = str(error), False
        except Exception as error:  # a probe reports every failure and never fails itself
            answers[name], ready = f"away ({type(error).__name__})", False
    return ready, answers

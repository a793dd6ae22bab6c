"""What a request remembers, and for how long."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from cms.access.memory import forget, once, remembering
from cms.access.middleware import SiteMiddleware
from cms.core.publishing import publish_due
from kb.hubs import mounts
from kb.models import KnowledgeHubPage
from tests.testmere import Council


@pytest.fixture
def count() -> Callable[[], int]:
    """A function marked `once` that returns how often it was asked."""
    asked = 0

    @once
    def answer() -> int:
        nonlocal asked
        asked += 1
        return asked

    return answer


def test_an_answer_holds_until_the_request_ends(count: Callable[[], int]) -> None:
    with remembering():
        assert (count(), count()) == (1, 1)
    with remembering():
        assert count() == 2


def test_outside_of_requests_everything_is_asked_anew(count: Callable[[], int]) -> None:
    assert (count(), count()) == (1, 2)


def test_after_a_change_everything_is_asked_anew(count: Callable[[], int]) -> None:
    with remembering():
        count()
        forget()
        assert count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "answers"), [("GET", [1, 1]), ("HEAD", [1, 1]), ("POST", [1, 2])])
def test_only_requests_that_change_nothing_remember(
    council: Council, count: Callable[[], int], method: str, answers: list[int]
) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.extend([count(), count()])
        return HttpResponse()

    SiteMiddleware(view)(RequestFactory().generic(method, "/", headers={"host": "www.localhost"}))
    assert seen == answers


@pytest.mark.django_db
def test_a_publication_that_is_due_is_not_hidden_by_what_was_asked_before_it(council: Council) -> None:
    hub = KnowledgeHubPage.objects.descendant_of(council.branches["website"]).get()
    hub.unpublish()
    hub.refresh_from_db()
    hub.go_live_at = timezone.now() - timedelta(minutes=1)
    hub.save_revision(approved_go_live_at=hub.go_live_at)
    with remembering():
        assert hub.pk not in {one.page.pk for one in mounts().hubs}
        assert publish_due() == 1
        assert hub.pk in {one.page.pk for one in mounts().hubs}

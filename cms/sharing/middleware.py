"""Says of each answer whether it may be shared."""

import time
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from wagtail.models import Revision

from cms.access.audiences import EVERYBODY
from cms.core import keys
from cms.core.keys import Shown, collecting

from .answers import CACHE_CONTROL
from .asking import address_of, is_plain
from .backends.base import Away
from .keeping import LONGEST, keeper
from .marks import ACCESS

OK = 200
# What an answer shows of so many pages is said in one word.
MOST_KEYS = 150
OF_PAGES = ("page-", "below-", "kind-", "mates-")


class SharingMiddleware:
    """Notes what the answer to an anonymous reader shows, and lets it be shared if its view and its headers allow it.

    What is noted goes to cms.sharing.layer by the WSGI environment: `frontdoor.shared` is (generation, keys, until).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kept = keeper()
        if kept is None or address_of(request.META) is None:
            return self.get_response(request)
        try:
            generation = kept.generation()
        except Away:
            return self.get_response(request)
        request.is_shareable = True  # type: ignore[attr-defined]
        with collecting() as shown:
            response = self.get_response(request)
        if not is_the_same_for_all(request, response) or not is_plain(request, shown.parameters):
            return response
        words, until = in_few_words(shown.keys), until_of(shown)
        request.META["frontdoor.shared"] = generation, words, until
        response["Cache-Control"] = CACHE_CONTROL
        patch_vary_headers(response, ["Accept-Encoding"])
        if settings.NGINX_PURGE_URLS:
            response["Surrogate-Key"] = " ".join(words)
            response["Surrogate-Generation"] = str(generation)
            response["X-Accel-Expires"] = f"@{int(until)}"
        return response


def is_the_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a view that says so made it for somebody nothing is known of, and nothing in it is for them alone."""
    match, reader = request.resolver_match, getattr(request, "reader", None)
    return (
        response.status_code == OK
        and not response.streaming
        and match is not None
        and getattr(match.func, "may_be_shared", False)
        and reader is not None
        and reader.user_id is None
        and reader.audiences == EVERYBODY
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not response.has_header("Cache-Control")
    )


def in_few_words(said: Iterable[str]) -> list[str]:
    """The keys in order. For an answer that shows a great many pages, any change of pages is one of it."""
    words = {*said, ACCESS}
    if len(words) > MOST_KEYS:
        words = {word for word in words if not word.startswith(OF_PAGES)} | {keys.PAGES}
    return sorted(words)


def until_of(shown: Shown) -> float:
    """When it must be made anew, in seconds since 1970: something expires, or goes live, or an hour is over."""
    moments = [time.time() + LONGEST]
    if shown.until is not None:
        moments.append(shown.until.timestamp())
    coming = Revision.objects.filter(approved_go_live_at__gt=timezone.now()).order_by("approved_go_live_at")
    next_one = coming.values_list("approved_go_live_at", flat=True).first()
    if next_one is not None:
        moments.append(next_one.timestamp())
    return min(moments)

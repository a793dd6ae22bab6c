"""The page of the admin where a query is tried as one of the readers."""

import time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.access.audiences import PUBLIC, hosts_of
from cms.access.reader import reader_with
from cms.access.rules import scopes_of

from .backends import Query
from .explaining import explained
from .forms import TryForm
from .query import answered
from .words import split

SHOWN = 20


def may_try(user: Any) -> bool:
    """Whether somebody may see what others find: who steers search."""
    return bool(user.has_perm("search.change_promotion"))


def try_search(request: HttpRequest) -> HttpResponse:
    """`?q=`, `reader=` and `language=`: what that reader finds, and why each result is there."""
    if not may_try(request.user):
        raise PermissionDenied
    asked = "q" in request.GET
    form = TryForm(request.GET if asked else None, user=request.user, initial={"reader": PUBLIC})
    context: dict[str, Any] = {"page_title": _("Try a search"), "form": form}
    if asked and form.is_valid():
        key = form.cleaned_data["reader"]
        reader = reader_with((key,), hosts_of(key)[0])
        words, language = split(form.cleaned_data["q"]), form.cleaned_data["language"]
        began = time.perf_counter()
        query, results = answered(Query(words, scopes_of(reader), language, limit=SHOWN))
        context.update(
            results=results,
            milliseconds=round((time.perf_counter() - began) * 1000),
            corrected=" ".join(results.corrected),
            variants=[" ".join(variant) for variant in query.variants],
            excluded=len(query.excluded),
            hits=explained(query, results),
        )
    return render(request, "search/try.html", context)

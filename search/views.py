"""The results page and suggestions."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from cms.access.surfaces import Surface, guarded_by
from cms.core.paging import paginate

from .query import PER_PAGE, BadQuery, Found, suggestions


@guarded_by(Surface.READER)
def results(request: HttpRequest) -> HttpResponse:
    """What the reader finds; 400 with a reason for a query that cannot be answered."""
    text = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "query": text,
        "results": None,
        "page_obj": None,
        "total": 0,
        "suggestions": [],
        "error": "",
    }
    try:
        found = Found(request, text)
    except BadQuery as error:
        context.update(query=text[:100], error=str(error))
        return render(request, "search/results.html", context, status=400)
    if found.words:
        page = paginate(request, found, PER_PAGE)
        context.update(results=page, page_obj=page, total=found.count())
        if not found.count():
            context["suggestions"] = list(suggestions(request, text))
    return render(request, "search/results.html", context)


@guarded_by(Surface.READER)
def suggest(request: HttpRequest) -> HttpResponse:
    """`{"suggestions": [title, …]}` for `?q=`; 400 with `{"q": reason}`."""
    try:
        found = suggestions(request, request.GET.get("q", ""))
    except BadQuery as error:
        return JsonResponse({"q": str(error)}, status=400)
    return JsonResponse({"suggestions": list(found)})

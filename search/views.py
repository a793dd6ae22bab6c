"""The results page and suggestions."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cms.access.rules import scopes_of
from cms.access.surfaces import Surface, guarded_by
from cms.core.paging import paginate

from .backends import Query
from .logbook import chosen, found_at_last, open_gaps
from .narrowing import narrowing_of
from .query import PER_PAGE, BadQuery, Found, finds, suggestions, words_of

LONGEST_NUMBER, LONGEST_KEY = 6, 15
# So many results are looked through for one that somebody says they chose.
LOOKED_AT = 200


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
        narrowing = narrowing_of(request)
        found = Found(
            request,
            text,
            offset=_offset(request.GET.get("page", "")),
            filters=narrowing.filters,
            facets=narrowing.names,
            literal="exact" in request.GET,
        )
    except BadQuery as error:
        context.update(query=text[:100], error=str(error))
        return render(request, "search/results.html", context, status=400)
    if found.words:
        page = paginate(request, found, PER_PAGE)
        told = found.results()
        facets = narrowing.facets(found)
        context.update(
            results=page,
            page_obj=page,
            total=found.count(),
            corrected=" ".join(told.corrected),
            away=told.away,
            facets=facets,
            narrowed=narrowing.withouts(request, facets),
            also=found.also_looked_at(page.object_list),
        )
        if not found.count():
            context["suggestions"] = list(suggestions(request, text))
    return render(request, "search/results.html", context)


def _offset(page: str) -> int:
    """Where a page of results begins; where that is no number, paginate says so."""
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= LONGEST_NUMBER else 1
    return max(0, number - 1) * PER_PAGE


@guarded_by(Surface.READER)
def suggest(request: HttpRequest) -> HttpResponse:
    """`{"suggestions": [title, …]}` for `?q=`; 400 with `{"q": reason}`."""
    try:
        found = suggestions(request, request.GET.get("q", ""))
    except BadQuery as error:
        return JsonResponse({"q": str(error)}, status=400)
    return JsonResponse({"suggestions": list(found)})


@csrf_exempt
@guarded_by(Surface.READER)
@require_POST
def click(request: HttpRequest) -> HttpResponse:
    """Notes that a result was chosen: a form of `q`, `page` (its key) and `rank`; 204, or 400 with `{name: reason}`.

    Results pages are the same for everybody and hold no token against forgery, so what another site's page sends is
    known by its origin.
    """
    origin = request.headers.get("Origin", "")
    if origin and origin.partition("://")[2] != request.get_host():
        return JsonResponse({"origin": _("Only this site's own pages say what was chosen.")}, status=403)
    given = {name: request.POST.get(name, "") for name in ("q", "page", "rank")}
    for name in ("page", "rank"):
        text = given[name]
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY):
            return JsonResponse({name: _("Give a whole number.")}, status=400)
    try:
        words = words_of(given["q"])
    except BadQuery as error:
        return JsonResponse({"q": str(error)}, status=400)
    if not words:
        return JsonResponse({"q": _("Give a word to search for.")}, status=400)
    scopes = scopes_of(request.reader)  # type: ignore[attr-defined]
    language, item = translation.get_language() or "", int(given["page"])
    noted = chosen(given["q"], scopes, language, item, int(given["rank"]))
    # Anybody can say that they chose something; whether these words find it we see ourselves.
    asked = Query(words, scopes, language, limit=LOOKED_AT)
    if noted and open_gaps(given["q"], scopes, language).exists() and finds(asked, item):
        found_at_last(given["q"], scopes, language)
    return HttpResponse(status=204)

"""The report on facts, in the admin."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .contradictions import contradictions

ROWS = 50


def contradicted(request: HttpRequest) -> HttpResponse:
    """Sentences that give another value than a fact, on pages that the editor may edit; `?p=` is the page."""
    listed = Paginator(contradictions(request.user), ROWS).get_page(request.GET.get("p"))
    context = {"page_title": _("Facts contradicted elsewhere"), "listed": listed}
    return render(request, "facts/contradicted.html", context)

"""The report on documents whose text nobody could read, in the admin."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.core.choosing import files_for
from cms.media.models import MediaDocument

ROWS = 50


def unread(request: HttpRequest) -> HttpResponse:
    """Those of the collections that the editor works with, each with the reason; `?p=` is the page."""
    found = files_for(request.user, MediaDocument).filter(text__stored=F("file")).exclude(text__reason="")
    listed = found.select_related("text").order_by("title", "pk")
    context = {
        "page_title": _("Documents without text"),
        "listed": Paginator(listed, ROWS).get_page(request.GET.get("p")),
    }
    return render(request, "search/unread.html", context)

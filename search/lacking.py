"""The report on what people search for and do not find, in the admin."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .forms import LackingForm, OpenForm
from .gaps import NO_RESULTS, groups
from .models import SearchEvent, SearchGap
from .trying import may_try

ROWS = 50


def may_read(user: Any) -> bool:
    """Whether somebody may read what people search for."""
    return bool(user.has_perm("search.change_searchgap"))


def lacking(request: HttpRequest) -> HttpResponse:
    """`?lacking=`, `scope=` and `language=`: the searches, grouped. POST of `text`, `scope` and `language` puts one on
    the list of those to be answered."""
    if not may_read(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _opened(request)
    begun = {"lacking": NO_RESULTS, "scope": "", "language": settings.LANGUAGE_CODE}
    form = LackingForm({**begun, **request.GET.dict()}, user=request.user)
    found = []
    if form.is_valid():
        asked = form.cleaned_data
        found = groups(asked["lacking"], [asked["scope"]] if asked["scope"] else form.scopes, asked["language"])
    context = {
        "page_title": _("Not found"),
        "form": form,
        # To be tried as who searched for it.
        "tries": may_try(request.user),
        "listed": Paginator(found, ROWS).get_page(request.GET.get("p")),
    }
    return render(request, "search/lacking.html", context)


def _opened(request: HttpRequest) -> HttpResponse:
    form = OpenForm(request.POST, user=request.user)
    if form.is_valid() and SearchEvent.objects.filter(**form.cleaned_data).exists():
        gap, _made = SearchGap.objects.get_or_create(
            **form.cleaned_data, closed_at=None, defaults={"owner_id": request.user.pk}
        )
        return redirect(reverse("search-gaps:edit", args=[gap.pk]))
    messages.error(request, _("Nobody has searched for that."))
    return redirect(reverse("search-lacking:index"))

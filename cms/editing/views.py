"""What an editor does at once: restrict a page, or lift the limit that a copy or move left on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.access.audiences import canonical
from cms.access.models import PageAccess
from cms.access.selectors import ceiling_of, gaining, names_of, seen_by, would_be_seen_by
from cms.access.services import lift_ceiling, restrict
from cms.core.models import BasePage

from .forms import LiftForm, RestrictForm


def page_of(request: HttpRequest, key: int) -> BasePage:
    """The page, if the editor may edit it; 404 alike if they may not and if there is none."""
    page = Page.objects.filter(pk=key, depth__gt=1).first()
    page = page.specific if page is not None else None
    if not isinstance(page, BasePage) or not page.permissions_for_user(request.user).can_edit():
        raise Http404("No page of yours has this number.")
    return page


def restrict_now(request: HttpRequest, page_id: int) -> HttpResponse:
    """Takes readers away from a page at once, without waiting for approval; its drafts follow."""
    page = page_of(request, page_id)
    if page.alias_of_id:
        raise Http404("An alias has the readers of the page that it shows.")
    form = RestrictForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid():
        restrict(page, form.cleaned_data["audiences"], request.user)  # type: ignore[arg-type]
        names = names_of(form.cleaned_data["audiences"])
        messages.success(request, _("“%(title)s” is now for %(names)s only.") % {"title": page.title, "names": names})
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "now": names_of(seen_by(page)), "below": page.get_descendants().count()}
    return render(request, "editing/restrict.html", context)


def lift(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ends the limit that a copy, a move or a conversion left on the page, for whoever may publish it."""
    page = page_of(request, page_id)
    ceiling = ceiling_of(page)
    if ceiling is None or not page.permissions_for_user(request.user).may_publish():
        raise Http404("There is no limit that you may lift.")
    own = PageAccess.objects.values_list("own", flat=True).get(pk=page.pk)
    gained = gaining(would_be_seen_by(page, own), would_be_seen_by(page, own, lifted=True))
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lift_ceiling(page, request.user)  # type: ignore[arg-type]
        messages.success(request, _("The limit on “%(title)s” is lifted.") % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "ceiling": names_of(canonical(ceiling)), "gained": names_of(gained)}
    return render(request, "editing/lift.html", context)

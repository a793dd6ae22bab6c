"""Editors' views of translations: the table, and wagtail-localize's own views within an editor's pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from .enums import State
from .selectors import branch_totals, sources

ROWS = 50


def table(request: HttpRequest) -> HttpResponse:
    """What is translated into a language, of what the editor works on; `?state=`, `?branch=`, `?language=` and
    `?p=` narrow it, and 404 answers values that they cannot have."""
    targets = list(Locale.objects.exclude(language_code=settings.LANGUAGE_CODE).order_by("pk"))
    if not targets:
        raise Http404("The site has one language.")
    code = request.GET.get("language", targets[0].language_code)
    target = next((locale for locale in targets if locale.language_code == code), None)
    state = request.GET.get("state", "")
    branch = request.GET.get("branch", "")
    if target is None or (state and state not in State.values) or (branch and not branch.isdecimal()):
        raise Http404("The table has no such part.")
    everything = sources(request.user, Locale.objects.get(language_code=settings.LANGUAGE_CODE), target)
    totals = branch_totals(everything)
    pages = everything
    if branch:
        chosen = next((total.page for total in totals if total.page.pk == int(branch)), None)
        if chosen is None:
            raise Http404("The editor works on no such branch.")
        pages = pages.filter(path__startswith=chosen.path)
    if state:
        pages = pages.filter(state=state)
    listed = Paginator(pages, ROWS).get_page(request.GET.get("p"))
    context = {
        "page_title": _("Translations into %(language)s") % {"language": target.get_display_name()},
        "totals": totals,
        "rows": [(page, State(page.state).label) for page in listed],
        "listed": listed,
        "states": State.choices,
        "state": state,
        "branch": branch,
        "target": target,
        "targets": targets,
    }
    return render(request, "translating/table.html", context)


def may(user: Any, verb: str, thing: Any) -> bool:
    """Whether the user has the right to change or to publish (`verb`) a page, or things of that kind."""
    if isinstance(thing, Page):
        rights = thing.permissions_for_user(user)
        return bool(rights.can_publish() if verb == "publish" else rights.can_edit())
    return bool(user.has_perm(f"{thing._meta.app_label}.{get_permission_codename(verb, thing._meta)}"))


class SubmitOwnPageView(SubmitPageTranslationView):
    """Submits a page that the editor works on; any other is absent."""

    def get_object(self) -> Page:
        """The page; raises Http404."""
        page: Page = super().get_object()
        if not may(self.request.user, "change", page):
            raise Http404("The editor works on no such page.")
        return page


class SubmitOwnSnippetView(SubmitSnippetTranslationView):
    """Submits a fact or the like, of a kind that the editor works on; any other is absent."""

    def get_object(self) -> Any:
        """The thing; raises Http404."""
        thing = super().get_object()
        if not may(self.request.user, "change", thing):
            raise Http404("The editor works on nothing of this kind.")
        return thing


class UpdateOwnTranslationsView(UpdateTranslationsView):
    """Brings the text of a source to its translations, and publishes them only for who may publish them."""

    def get_object(self) -> TranslationSource:
        """The source; raises Http404 where the editor does not work on what it is of."""
        source = get_object_or_404(TranslationSource, pk=self.kwargs["translation_source_id"])
        try:
            works = may(self.request.user, "change", source.get_source_instance())
        except ObjectDoesNotExist:
            works = self.request.user.is_superuser
        if not works:
            raise Http404("The editor works on nothing that this is the source of.")
        return source

    def form_valid(self, form: Any) -> HttpResponse:
        """Raises PermissionDenied where a translation would be published that the editor may not publish."""
        if form.cleaned_data["publish_translations"]:
            mates = self.object.get_source_instance().get_translations()
            if not all(may(self.request.user, "publish", mate) for mate in mates):
                raise PermissionDenied
        response: HttpResponse = super().form_valid(form)
        return response

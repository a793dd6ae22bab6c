"""What an editor may find in the admin's choosers: what they work on, and what they may read as a reader.

Wagtail's page chooser offers every page of the tree to every editor, and its choosers tell the title of whatever key
they are asked for.
"""

import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, F, Model, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from cms.access.enums import AccessClass, Host
from cms.access.reader import previewer
from cms.access.rules import page_rule
from cms.media.models import FileUse, MediaDocument, MediaImage
from cms.media.rules import admits, vouched_for

WORK = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
FILE_WORK = ["add", "change", "choose"]

# The choosers' addresses that tell of what they are asked for by key, in the path or the query.
TELLING = {
    "wagtailadmin_choose_page_child": "page",
    "wagtailadmin_choose_page_chosen_multiple": "page",
    "wagtailadmin_pages:move_confirm": "page",
    "wagtailimages_chooser:chosen": "image",
    "wagtailimages_chooser:chosen_multiple": "image",
    "wagtailimages_chooser:select_format": "image",
    "wagtaildocs_chooser:chosen": "document",
    "wagtaildocs_chooser:chosen_multiple": "document",
}
# Lists of Wagtail's own that show every branch to every editor, and that nobody needs for their work.
OF_ALL_BRANCHES = (
    "wagtailadmin_api:images:",
    "wagtailadmin_api:documents:",
    "wagtailadmin_reports:page_types_usage",
    "wagtail_localize:snippets_api",
    "wagtail_localize:translations_report",
)
# More than any database can be asked for.
LARGEST_KEY = BigIntegerField.MAX_BIGINT
SNIPPET_CHOOSER = re.compile(r"wagtailsnippetchoosers_(?P<app>[a-z]+)_(?P<model>[a-z]+):")
# Which of some keys an editor may find, by model, where not everybody finds everything; apps add theirs.
CHOICES: dict[type[Model], Callable[[Any, set[int]], set[int]]] = {}


@dataclass
class Asking:
    """Who is asking, and what was found out for them already."""

    request: HttpRequest
    answers: dict[tuple[type[Model], int], bool] = field(default_factory=dict)


# Wagtail's widgets are drawn without a request.
_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)


def pages_for(user: Any, pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Those of the pages that the editor works on, or may read on one of the sites; all for an administrator."""
    if user.is_superuser:
        return pages
    own = PagePermissionPolicy().instances_user_has_any_permission_for(user, WORK)
    read = Page.objects.filter(page_rule(previewer(user, Host.INTRANET)))
    # Choosers show the title of a page's draft, and that of the page above it: neither may be news to the editor.
    above = Substr("path", 1, Length("path") - Page.steplen)
    settled = read.filter(draft_title=F("title"))
    shown = settled.alias(above=above).filter(Q(depth=2) | Q(above__in=settled.values("path")))
    known = Page.objects.filter(Q(pk__in=own.order_by().values("pk")) | Q(pk__in=shown.order_by().values("pk")))
    # By key alone, because Wagtail searches within what comes back and knows few other columns there.
    return pages.filter(id__in=known.order_by().values("pk"))


def files_for(user: Any, model: type[Model]) -> "QuerySet[Any]":
    """The images or documents of the collections that the editor works with."""
    files: QuerySet[Any] = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, FILE_WORK)
    return files


def known_files(user: Any, model: Any, keys: set[int]) -> set[int]:
    """The keys of those of the images or documents that the editor may find: of their own collections, and what they
    see as a reader or a live page that they work on shows."""
    own = set(files_for(user, model).filter(pk__in=keys).values_list("pk", flat=True))
    if own >= keys:
        return own
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, WORK)
    shown = "image_id" if model is MediaImage else "document_id"
    uses = FileUse.objects.filter(**{f"{shown}__in": keys}, page__in=pages.order_by().values("pk"))
    reader = previewer(user, Host.INTRANET)
    used = {file.pk for file in model.objects.filter(pk__in=uses.values(shown)) if admits(reader, file)}
    return own | used | {file.pk for file in vouched_for(user, None, model, keys)}


def way_to_work(user: Any) -> "QuerySet[Page]":
    """The pages above those that the editor works on, which the chooser leads through."""
    explorable: QuerySet[Page] = PagePermissionPolicy().explorable_instances(user)
    return explorable


@hooks.register("construct_page_chooser_queryset")
def limit_page_chooser(pages: "QuerySet[Page]", request: HttpRequest) -> "QuerySet[Page]":
    """See pages_for; Wagtail calls it for browsing and for searching."""
    return pages_for(request.user, pages)


class ChoosersMiddleware:
    """Answers 404 where a chooser is asked to tell of something that the editor may not find in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _asking.set(Asking(request))
        try:
            return self.get_response(request)
        finally:
            _asking.reset(token)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Looks at the keys in the path and in `?id=`; raises Http404."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        kind = TELLING.get(name)
        if request.user.is_superuser:
            return
        if name.startswith(OF_ALL_BRANCHES) or not may_be_chosen(name):
            raise Http404("This list is the administrators'.")
        if kind is None:
            return
        asked = {str(value) for value in [*kwargs.values(), *args, *request.GET.getlist("id")]}
        keys = {int(value) for value in asked if value.isdecimal()}
        model = {"page": Page, "image": MediaImage, "document": MediaDocument}[kind]
        if not may_find(request.user, model, keys) or len(keys) < len(asked):
            raise Http404("Nothing that you may choose has this number.")


def may_find(user: Any, model: type[Model], keys: set[int]) -> bool:
    """Whether all of these are of those that the editor may find in a chooser."""
    if any(key > LARGEST_KEY for key in keys):
        return False
    if model in CHOICES:
        return CHOICES[model](user, keys) >= keys
    if not issubclass(model, Page):
        return known_files(user, model, keys) >= keys
    known = pages_for(user, Page.objects.filter(pk__in=keys)) | way_to_work(user)
    return known.filter(pk__in=keys).count() == len(keys)


def is_guarded(model: type[Model]) -> bool:
    """Whether not everybody may find everything of the model."""
    return issubclass(model, (Page, MediaImage, MediaDocument, *CHOICES))


def whoever_asks_may_find(model: type[Model], key: int) -> bool:
    """Whether whoever is asking at the moment may find it; found out once in a request. Whatever runs without
    anybody asking may."""
    asking = _asking.get()
    if asking is None or asking.request.user.is_superuser or not is_guarded(model):
        return True
    known = (Page if issubclass(model, Page) else model, key)
    if known not in asking.answers:
        asking.answers[known] = may_find(asking.request.user, model, {key})
    return asking.answers[known]


def who_asks() -> Any:
    """Whoever is asking at the moment, or None."""
    asking = _asking.get()
    return asking and asking.request.user


def may_be_chosen(name: str) -> bool:
    """Whether an address is anything but the chooser of snippets that are not for everybody."""
    match = SNIPPET_CHOOSER.match(name)
    if match is None:
        return True
    model = apps.get_model(match["app"], match["model"])
    return getattr(model, "access_class", None) == AccessClass.REFERENCE or model in CHOICES

"""Who may see a file: whoever may see a page that shows it, in a part that is for them, if the file allows it too."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from wagtail.permissions import policy_registry

from cms.access.enums import Host
from cms.access.reader import Reader, previewer
from cms.access.rules import may_see_part, page_rule

from .models import FileUse, MediaDocument, MediaImage

# What it takes to put a file into a page.
WORK = ["change", "choose"]


def admits(reader: Reader, file: MediaImage | MediaDocument) -> bool:
    """Whether the file's own audiences, which can only narrow those of what shows it, hold the reader."""
    return not file.audiences or may_see_part(reader, frozenset(file.audiences))


def may_see_file(reader: Reader, file: MediaImage | MediaDocument) -> bool:
    """Whether the reader may see the file at this moment: one query."""
    if not admits(reader, file):
        return False
    shown = Q(image=file) if isinstance(file, MediaImage) else Q(document=file)
    uses = FileUse.objects.filter(shown, page_rule(reader, "page__"), audience__in=sorted(reader.audiences))
    return uses.exists()


def works_with(user: Any, file: MediaImage | MediaDocument) -> bool:
    """Whether somebody works with the file in the admin."""
    return bool(policy_registry.get_by_type(type(file)).user_has_any_permission_for_instance(user, WORK, file))


def vouched_for(
    user: Any, page_id: int | None, model: type[MediaImage | MediaDocument], keys: Collection[int]
) -> list[MediaImage | MediaDocument]:
    """Those of the files that a draft of the page may show on the word of the user: the live page shows them already,
    or the user works with them or sees them as a reader. Nobody gets at a file by writing its number into a draft.

    As many queries for many files as for one.
    """
    if not keys:
        return []
    shown = "image_id" if model is MediaImage else "document_id"
    uses = FileUse.objects.filter(**{f"{shown}__in": keys})
    known = set(uses.filter(page_id=page_id).values_list(shown, flat=True)) if page_id else set()
    files = {file.pk: file for file in model._default_manager.filter(pk__in=keys)}
    if user is not None:
        policy = policy_registry.get_by_type(model)
        own = policy.instances_user_has_any_permission_for(user, WORK)
        known |= set(own.filter(pk__in=keys).values_list("pk", flat=True))
        reader = previewer(user, Host.INTRANET)
        read = uses.filter(page_rule(reader, "page__"), audience__in=sorted(reader.audiences))
        seen = set(read.values_list(shown, flat=True)) & files.keys()
        known |= {key for key in seen if admits(reader, files[key])}
    return [file for key, file in files.items() if key in known]

"""Translations on their way to readers."""

from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation


@transaction.atomic
def submit_translation(page: Page, user: Any) -> bool:
    """Saves what is translated of a page as a draft and hands it to the workflow that governs the page.

    False, with nothing done, where the page is no translation in work or nothing governs it: then whoever may publish
    publishes it by themselves. What is waiting for approval already is handed over again with its new words.
    """
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    workflow = page.get_workflow()
    if translation is None or workflow is None:
        return False
    translation.save_target(user=user, publish=False)
    saved = Page.objects.get(pk=page.pk).specific
    waiting = saved.current_workflow_state
    if waiting is not None:
        waiting.cancel(user=user)
    workflow.start(saved, user)
    return True

"""Tidies up what uploads leave behind."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import UploadedFile

from .replacing import remove_when_certain

logger = logging.getLogger(__name__)

WAITING = timedelta(days=1)


def remove_abandoned_uploads() -> int:
    """Removes files that have waited for a description for more than a day, and says how many; a store that does not
    answer leaves the rest for the next time.
    """
    oldest, removed = timezone.now() - WAITING, 0
    for upload in UploadedFile.objects.order_by("pk"):
        try:
            if upload.file.storage.get_modified_time(upload.file.name) > oldest:
                continue
        except FileNotFoundError:
            pass  # and nobody can give it a description any more
        except OSError:
            logger.exception("Abandoned uploads could not be looked for")
            break
        with transaction.atomic():
            remove_when_certain(upload.file)
            upload.delete()
        removed += 1
    return removed

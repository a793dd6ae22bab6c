"""How far content can be trusted to be still correct."""

import datetime

from django.utils import timezone

from .models import HALF

# Content that somebody has found correct within this time is trusted.
FRESHLY_VERIFIED = datetime.timedelta(days=365)


def trust_of(review_date: datetime.date | None, verified_at: datetime.datetime | None) -> float:
    """1 for what was verified within a year, 0 for what should have been looked at again by now, else a half."""
    if review_date is not None and review_date < timezone.localdate():
        return 0.0
    verified = verified_at is not None and verified_at > timezone.now() - FRESHLY_VERIFIED
    return 1.0 if verified else HALF

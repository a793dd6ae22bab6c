"""What cms.core tells the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction after which some pages read differently, or are read by others: published, unpublished,
# restricted, widened, moved, copied. Provides `page_ids`, a set of primary keys.
pages_changed = Signal()

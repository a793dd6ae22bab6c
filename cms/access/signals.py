"""What cms.access tells the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction that changed who may see some pages. Provides `page_ids`, a set of primary keys.
access_changed = Signal()

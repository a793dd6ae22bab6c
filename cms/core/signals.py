"""What cms.core tells the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction after which some pages read differently, or are read by others: published, unpublished,
# restricted, widened, moved, copied. Provides `page_ids`, a set of primary keys.
pages_changed = Signal()

# Sent inside the transaction after which some pages show files no more. Provides `document_ids`, a set of primary keys.
documents_dropped = Signal()

# Sent inside the transaction after which some answers are stale; one deed may send it more than once.
# - `keys`: a frozenset of the words of cms.core.keys under which those answers were made;
# - `kind`: `publish`, `unpublish`, `access`, `move`, `delete`, `schedule`, `verify`, `file`, `alert`, `fact` or
#   `settings`;
# - `page_ids`: a set of the primary keys of the pages that changed, empty where it was not pages that did.
content_changed = Signal()

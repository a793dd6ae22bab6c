"""One number for whatever can be found: a page's is its key."""

FIRST_FILE = 10**12


def item_of_file(key: int) -> int:
    """The number of the document with this key."""
    return FIRST_FILE + key


def file_of(item: int) -> int | None:
    """The key of the document with this number; None where it is a page's."""
    return item - FIRST_FILE if item >= FIRST_FILE else None

"""What is said about a file that is not accepted."""

from django.core.exceptions import ValidationError


class UnsafeFileError(ValidationError):
    """A file is not accepted; the message names the reason to whoever uploads it."""

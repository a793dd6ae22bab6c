"""A StreamField whose block definitions stay out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class ThinStreamField(StreamField):  # Wagtail is untyped
    """Blocks change often and the database column never does, so migrations record only the column.

    The idea is that of the ONS's dis-wagtail.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The field without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

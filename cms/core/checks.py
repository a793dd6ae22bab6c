"""What must hold for pages to be shown."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string


@register("core")
def body_blocks_exist(**_: Any) -> list[CheckMessage]:
    """Every block named in CMS_BODY_BLOCKS can be imported."""
    problems: list[CheckMessage] = []
    for name, path in settings.CMS_BODY_BLOCKS.items():
        try:
            import_string(path)
        except ImportError as error:
            problems.append(Error(f"CMS_BODY_BLOCKS[{name!r}]: {error}", id="core.E001"))
    return problems

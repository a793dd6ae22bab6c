"""Which sites there are."""

from .memory import once
from .models import SiteProfile


@once
def site_profiles() -> list[SiteProfile]:
    """All sites with their home pages, at most one for each kind of host."""
    return list(SiteProfile.objects.select_related("site__root_page").order_by("pk"))

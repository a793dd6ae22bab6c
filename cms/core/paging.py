"""Lists in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest

from . import keys


def paginate(request: HttpRequest, items: Any, size: int) -> Page[Any]:
    """The page of items that `?page=` asks for; raises Http404 for one that does not exist or is no number."""
    keys.reads("page")
    asked = request.GET.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 6:
        raise Http404(f"page={asked[:20]!r} is no page number.")
    paginator = Paginator(items, size)
    number = int(asked)
    if not 1 <= number <= paginator.num_pages:
        raise Http404(f"There are {paginator.num_pages} pages.")
    return paginator.page(number)

"""Every address of the admin, with every key that somebody could guess."""

import re
from collections.abc import Iterator

from django.urls import get_resolver

from cms.access.surfaces import routes
from cms.media.models import MediaDocument, MediaImage

from .canaries import Canary, word_for
from .seeds import Council
from .truth import Kind

# Pages that the editor of the website's branch works on, or may not read.
PAGES = (
    "website/branch",
    "website/branch/agent",
    "website/landing/resident",
    "kb/section/agent",
    "kb/article/agent",
    "kb/article/draft",
    "intranet/content-agent",
    "extranet/home",
    "extranet/content-partner-x",
)
LISTS = ("search", "results", "choose", "documents/", "images/")
# Wagtail's own page to see what an error looks like.
NOT_TRIED = ("admin/failwhale/", "admin/logout/", "admin/^.*/$")


def may_meet(canary: Canary) -> bool:
    """Whether the editor of the website's branch may come across the canary in the admin."""
    return canary.kind in {Kind.PUBLIC, Kind.STAFF} or canary.label.startswith("website/branch/")


def addresses(council: Council) -> Iterator[str]:
    """All of them."""
    pages = [council.seeds[name].page.pk for name in PAGES]
    images = _hidden(council, dict(MediaImage.objects.values_list("pk", "title")))
    documents = _hidden(council, dict(MediaDocument.objects.values_list("pk", "title")))
    words = ["Title", *map(word_for, ("kb/article/agent/title", "files/all/agent/image title"))]
    for route, _ in routes(get_resolver().url_patterns):
        if not route.startswith("admin/") or route in NOT_TRIED:
            continue
        keys = images if "image" in route else documents if "document" in route else pages
        path = "/" + re.sub(r"[\^$\\]", "", route)
        if "<" in path:
            yield from (filled(path, key) for key in keys)
        else:
            yield path
            yield path + "?" + "&".join(f"id={key}" for key in keys)
            if any(part in path for part in LISTS):
                yield from (f"{path}?q={word}" for word in words)


def _hidden(council: Council, titles: dict[int, str]) -> list[int]:
    """Some files that the editor may not meet."""
    return [key for key, title in titles.items() if not may_meet(council.aviary.by_word[title])][:4]


def filled(path: str, key: int) -> str:
    """The path with every blank filled in."""
    path = path.replace("<slug:content_type_app_name>/<slug:content_type_model_name>", "kb/articlepage").replace(
        "<slug:app_label>/<slug:model_name>", "kb/articlepage"
    )
    return re.sub(r"<[^>]+>|\(\?P[^)]*\)", str(key), path)

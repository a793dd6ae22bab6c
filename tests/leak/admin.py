"""Every address of the admin, with every key that somebody could guess."""

import re
from collections.abc import Iterator

from django.urls import get_resolver
from django.utils import timezone
from wagtail.models import Comment, Page, Revision, TaskState

from cms.access.surfaces import routes
from cms.accounts.models import User
from cms.media.models import MediaDocument, MediaImage
from kb.facts.models import Fact

from .canaries import Canary, word_for
from .guesses import NO_ROW
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
# Pages of others on which something goes on, and with it in lists of all sorts.
BUSY = ("kb/article/agent", "extranet/content-partner-x", "intranet/content-agent", "website/landing/resident")
# Wagtail's own page to see what an error looks like.
NOT_TRIED = ("admin/failwhale/", "admin/logout/", "admin/^.*/$")


def may_meet(canary: Canary) -> bool:
    """Whether the editor of the website's branch may come across the canary in the admin."""
    return canary.kind in {Kind.PUBLIC, Kind.STAFF} or canary.label.startswith("website/branch/")


def addresses(council: Council, *, full: bool) -> Iterator[str]:
    """All of them; quick: each with some of the keys, in turn."""
    pages = [council.seeds[name].page.pk for name in PAGES]
    blanks = {key: _blanks(key) for key in pages}
    images = _hidden(council, dict(MediaImage.objects.values_list("pk", "title")))
    documents = _hidden(council, dict(MediaDocument.objects.values_list("pk", "title")))
    hidden_facts = Fact.objects.exclude(audiences=[]).values_list("pk", flat=True)[:4]
    words = ["Title", *map(word_for, ("kb/article/agent/title", "files/all/agent/image title"))]
    for number, (route, _) in enumerate(routes(get_resolver().url_patterns)):
        if not route.startswith("admin/") or route in NOT_TRIED:
            continue
        keys = images if "image" in route else documents if "document" in route else pages
        path = "/" + re.sub(r"[\^$\\]", "", route)
        if "<slug:app_label>/<slug:model_name>" in path:
            of_facts = path.replace("<slug:app_label>/<slug:model_name>", "facts/fact")
            yield from (filled(of_facts, fact, {}) for fact in hidden_facts)
        if "<" in path:
            some = keys if full else keys[number % 3 :: 3]
            yield from (filled(path, key, blanks.get(key, {})) for key in some)
        else:
            yield path
            yield path + "?" + "&".join(f"id={key}" for key in keys)
            if any(part in path for part in LISTS):
                yield from (f"{path}?q={word}" for word in words)


def _hidden(council: Council, titles: dict[int, str]) -> list[int]:
    """Some files that the editor may not meet."""
    return [key for key, title in titles.items() if not may_meet(council.aviary.by_word[title])][:4]


def go_on(council: Council, user: User) -> None:
    """Lets something go on with others' pages: a version waits for approval, a comment is open, the page is locked."""
    for name in BUSY:
        page = Page.objects.get(pk=council.seeds[name].page.pk).specific
        page.save_revision(user=user, log_action=True)
        workflow = page.get_workflow()
        assert workflow is not None
        workflow.start(page, user)
        Comment.objects.create(page=page, user=user, text=page.title, contentpath="title")
        page.locked, page.locked_by, page.locked_at = True, user, timezone.now()
        page.save()


def _blanks(key: int) -> dict[str, str]:
    """What to write into the blanks of addresses that ask for more than a page."""
    revision = Revision.page_revisions.filter(object_id=str(key)).order_by("-pk").first()
    state = TaskState.objects.filter(workflow_state__object_id=str(key)).first()
    version = str(revision.pk if revision else NO_ROW)
    found = dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), version)
    return {**found, "task_state_id": str(state.pk if state else NO_ROW), "action_name": "approve"}


def filled(path: str, key: int, blanks: dict[str, str]) -> str:
    """The path with every blank filled in."""
    for name, value in blanks.items():
        path = re.sub(rf"<(\w+:)?{name}>(\[[^\]]*\]\+)?", value, path)
    path = path.replace("<slug:content_type_app_name>/<slug:content_type_model_name>", "kb/articlepage").replace(
        "<slug:app_label>/<slug:model_name>", "kb/articlepage"
    )
    return re.sub(r"<[^>]+>|\(\?P[^)]*\)", str(key), path)

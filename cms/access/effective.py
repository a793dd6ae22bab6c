"""Works out the effective audiences of pages.

A page's effective audiences are its own in common with its parent's. Its own are shared by its translations; those of
an alias are its root's effective ones. Where a page was copied or moved to a wider place, or an alias was converted,
a ceiling keeps the readers that it had.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, Q
from wagtail.models import Page

from .audiences import EVERYBODY, NOBODY, Audiences, as_text, canonical, is_within, meet
from .models import AudienceSet, AudienceSetMember, PageAccess

T = TypeVar("T")


@dataclass(slots=True)
class Node:
    """A page as far as access is concerned; `stored` is the effective set last worked out, when at `stored_path`."""

    page_id: int
    path: str
    alias_of_id: int | None
    translation_key: str
    own: Audiences
    ceiling: Audiences | None
    stored: Audiences
    stored_path: str


def from_text(text: str) -> Audiences:
    """The set that `as_text` wrote."""
    return frozenset(key for key in text.split(",") if key)


def load(condition: Q) -> list[Node]:
    """The pages under the condition that have an access row, parents before children."""
    rows = (
        Page.objects.filter(condition, access__isnull=False)
        .order_by("path")
        .values_list(
            "pk",
            "path",
            "alias_of_id",
            "translation_key",
            "access__own",
            "access__ceiling",
            "access__effective__text",
            "access__path",
        )
    )
    return [
        Node(
            page_id,
            path,
            alias_of_id,
            str(key),
            canonical(own) or EVERYBODY,
            None if ceiling is None else canonical(ceiling),
            from_text(text),
            stored_path,
        )
        for page_id, path, alias_of_id, key, own, ceiling, text, stored_path in rows
    ]


def limited(node: Node) -> Audiences:
    """The node's own audiences under its ceiling."""
    return node.own if node.ceiling is None else meet(node.own, node.ceiling)


class Computation:
    """The effective audiences of one subtree, computed from what is stored of everything outside it."""

    def __init__(self, root_path: str) -> None:
        self.nodes = load(Q(path__startswith=root_path))
        self.by_path = {node.path: node for node in self.nodes}
        self.by_id = {node.page_id: node for node in self.nodes}
        self.shared = self._own_of_translation_sets()
        self.outside = self._stored_outside(root_path)
        self.results: dict[int, Audiences] = {}

    def _own_of_translation_sets(self) -> dict[str, Audiences]:
        keys = {node.translation_key for node in self.nodes if node.alias_of_id is None}
        shared: dict[str, Audiences] = {}
        for chunk in in_chunks(sorted(keys)):
            for node in load(Q(translation_key__in=chunk, alias_of_id=None)):
                shared[node.translation_key] = meet(shared.get(node.translation_key, EVERYBODY), limited(node))
        return shared

    def _stored_outside(self, root_path: str) -> dict[int | str, Audiences]:
        """Stored sets of the parent (by path) and of alias roots (by key) that lie outside the subtree."""
        wanted = {node.alias_of_id for node in self.nodes if node.alias_of_id is not None} - set(self.by_id)
        condition = Q(pk__in=wanted) | Q(path=root_path[: -Page.steplen])
        found: dict[int | str, Audiences] = {}
        for node in load(condition):
            effective = node.stored if node.stored_path == node.path else NOBODY
            found[node.page_id] = found[node.path] = effective
        return found

    def effective(self, node: Node) -> Audiences:
        """The node's effective audiences, remembered."""
        if node.page_id not in self.results:
            self.results[node.page_id] = NOBODY  # ends the recursion of an alias below itself
            parent = self._parent(node)
            if node.alias_of_id is None:
                own = self.shared[node.translation_key]
            else:
                own = meet(limited(node), self._root(node.alias_of_id))
            self.results[node.page_id] = meet(own, parent)
        return self.results[node.page_id]

    def _parent(self, node: Node) -> Audiences:
        parent_path = node.path[: -Page.steplen]
        if not parent_path:
            return EVERYBODY
        if parent_path in self.by_path:
            return self.effective(self.by_path[parent_path])
        return self.outside.get(parent_path, NOBODY)

    def _root(self, page_id: int) -> Audiences:
        if page_id in self.by_id:
            return self.effective(self.by_id[page_id])
        return self.outside.get(page_id, NOBODY)


def of_new_page(page: Page, own: Audiences) -> Audiences:
    """What `refresh_subtree` would work out for a page that is no alias, with nothing below it, before it has a row."""
    for mate in load(Q(translation_key=page.translation_key, alias_of_id=None)):
        own = meet(own, limited(mate))
    if page.depth == 1:
        return own
    parent = load(Q(path=page.path[: -Page.steplen]))
    known = [node.stored for node in parent if node.stored_path == node.path]
    return meet(own, known[0]) if known else NOBODY


def refresh_subtree(root_path: str) -> set[int]:
    """Works out and stores the subtree's effective audiences; returns the pages whose set or path changed.

    A page that stands in a new place never gains readers by it: what it would gain, its ceiling takes away.
    """
    computation = Computation(root_path)
    for node in computation.nodes:
        if node.stored_path != node.path and not is_within(computation.effective(node), node.stored):
            kept = node.stored if node.ceiling is None else meet(node.stored, node.ceiling)
            PageAccess.objects.filter(pk=node.page_id).update(ceiling=sorted(kept))
            computation = Computation(root_path)
    changed = [
        node
        for node in computation.nodes
        if computation.effective(node) != node.stored or node.path != node.stored_path
    ]
    _store([(node, computation.effective(node)) for node in changed])
    return {node.page_id for node in changed}


def refresh(root_paths: set[str]) -> set[int]:
    """Refreshes these subtrees and then all that depends on them elsewhere: aliases and translations."""
    changed: set[int] = set()
    waiting = set(root_paths)
    while waiting:
        now_changed = refresh_subtree(waiting.pop())
        changed |= now_changed
        for chunk in in_chunks(sorted(now_changed)):
            waiting |= set(Page.objects.filter(alias_of_id__in=chunk).values_list("path", flat=True))
    return changed


def displaced() -> set[str]:
    """Paths of the pages that stand elsewhere than their access row says."""
    return set(Page.objects.filter(access__isnull=False).exclude(access__path=F("path")).values_list("path", flat=True))


def _store(found: list[tuple[Node, Audiences]]) -> None:
    sets = {text: set_for(text) for text in {as_text(keys) for _, keys in found}}
    rows = [PageAccess(page_id=node.page_id, path=node.path, effective=sets[as_text(keys)]) for node, keys in found]
    PageAccess.objects.bulk_update(rows, ["path", "effective"], batch_size=500)


def set_for(text: str) -> AudienceSet:
    """The audience set of that text, made if it is new."""
    audience_set, made = AudienceSet.objects.get_or_create(text=text)
    if made:
        AudienceSetMember.objects.bulk_create(
            AudienceSetMember(audience_set=audience_set, audience=key) for key in sorted(from_text(text))
        )
    return audience_set


def in_chunks(items: list[T], size: int = 500) -> list[list[T]]:
    """The list in pieces small enough for one query."""
    return [items[start : start + size] for start in range(0, len(items), size)]

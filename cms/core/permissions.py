"""Editors' rights, branch by branch, in Wagtail's own terms."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

FILE_PERMISSIONS = ("add_mediaimage", "choose_mediaimage", "add_mediadocument", "choose_mediadocument")
EDITOR = ("add", "change")
PUBLISHER = (*EDITOR, "publish", "lock", "unlock")


def branch_group(name: str, page: Page, verbs: tuple[str, ...]) -> Group:
    """A group whose members work on the page and all below it, with a collection of its own for their files."""
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for verb in verbs:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{verb}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    collection = collection_of(page)
    for codename in FILE_PERMISSIONS:
        permission = Permission.objects.get(codename=codename)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group


def collection_of(page: Page) -> Collection:
    """The collection of a branch's files, named like its first page."""
    collection = Collection.objects.filter(name=page.title, depth=2).first()
    if collection is None:
        root = Collection.get_first_root_node()
        assert root is not None
        collection = root.add_child(name=page.title)
    return collection

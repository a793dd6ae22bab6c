"""Editors' rights, branch by branch, in Wagtail's own terms."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.models.pages import PagePermissionTester

# Wagtail asks for its own models' permissions, whatever models stand in for them.
FILE_PERMISSIONS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)
EDITOR = ("add", "change")
PUBLISHER = (*EDITOR, "publish", "lock", "unlock")


class TwoPersonTester(PagePermissionTester):
    """Nobody publishes by themselves what a workflow governs, administrators included; taking away needs one person."""

    def may_publish(self) -> bool:
        """Whether the editor has the right to publish here, be it only by approving."""
        return bool(super().can_publish())

    def can_publish(self) -> bool:
        """Whether the editor may publish the page alone."""
        return self.may_publish() and not self.page.has_workflow

    def can_publish_subpage(self) -> bool:
        """Whether the editor may make a live page below this one alone."""
        return bool(super().can_publish_subpage()) and not self.page.has_workflow

    def can_unschedule(self) -> bool:
        """Like taking the page offline."""
        return self.may_publish()


def branch_group(name: str, page: Page, verbs: tuple[str, ...]) -> Group:
    """A group whose members work on the page and its translations, with all below them, and on files of their own."""
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(Permission.objects.get(codename="submit_translation"))
    for verb in verbs:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{verb}_page")
        for translation in Page.objects.filter(translation_key=page.translation_key):
            GroupPagePermission.objects.get_or_create(group=group, page=translation, permission=permission)
    collection = collection_of(page)
    for app_label, codename in FILE_PERMISSIONS:
        permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group


def collection_of(page: Page) -> Collection:
    """The collection of a branch's files, named like its first page."""
    name = Page.objects.values_list("title", flat=True).get(pk=page.pk)
    collection = Collection.objects.filter(name=name, depth=2).first()
    if collection is None:
        root = Collection.get_first_root_node()
        assert root is not None
        collection = root.add_child(name=name)
    return collection

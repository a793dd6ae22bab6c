"""The demo council's knowledge base, its hub on the website, and who looks after it."""

from pathlib import Path

from django.contrib.auth.models import Group, Permission

from cms.accounts.demo import person
from cms.core.demo import Demo
from cms.core.permissions import EDITOR, branch_group
from cms.importing.demo import import_pages, import_translations
from kb.services import ensure_hub

HERE = Path(__file__).parent
GROUP = "Knowledge base editors"
# The group of Wagtail's own workflow, which governs all pages.
APPROVERS = "Moderators"


def seed(demo: Demo) -> None:
    """Imports the articles and the hub; `editor@` writes in this branch only and needs somebody else's approval.

    `editor@` drafts facts as well, which `approver@` may publish.
    """
    website = demo.branches["website"]
    import_pages(HERE / "hubs", website, standing={"website.md": ensure_hub(website)})
    root = demo.branches["knowledge-base"]
    import_pages(HERE / "pages", root, standing={"_index.md": root})
    import_translations(HERE / "welsh", root, "cy")
    import_translations(HERE / "welsh_hubs", website, "cy")
    branch_group(GROUP, demo.branches["knowledge-base"], EDITOR)
    editors, approvers = Group.objects.get(name=GROUP), Group.objects.get(name=APPROVERS)
    facts = Permission.objects.filter(content_type__app_label="facts", content_type__model="fact")
    editors.permissions.add(*facts.filter(codename__in=("add_fact", "change_fact")))
    approvers.permissions.add(*facts.filter(codename__in=("add_fact", "change_fact", "publish_fact")))
    person("editor").groups.add(editors)

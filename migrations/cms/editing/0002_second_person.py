from typing import Any

from django.db import migrations


def convert(apps: Any, schema_editor: Any) -> None:
    """Puts an approval by a second person in place of each group approval, in every workflow."""
    approval = apps.get_model("editing", "SecondPersonApproval")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="editing", model="secondpersonapproval"
    )
    for old in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(active=True):
        new = approval.objects.create(name=old.name, active=True, content_type=content_type)
        new.groups.set(old.groups.all())
        apps.get_model("wagtailcore", "WorkflowTask").objects.filter(task_id=old.pk).update(task_id=new.pk)
        old.active = False
        old.save()


class Migration(migrations.Migration):
    dependencies = [
        ("editing", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]

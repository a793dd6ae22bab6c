from typing import Any

from django.db import migrations, models


def forget_documents(apps: Any, schema_editor: Any) -> None:
    """What those that are there show is not known: they are made anew, by `rebuild_delivery` or when they are read."""
    for name in ("DeliveryReading", "DeliveryDocument"):
        apps.get_model("api", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0003_deliverydue"),
    ]

    operations = [
        migrations.AddField(
            model_name="deliverydocument",
            name="keys",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="deliverydocument",
            name="card_keys",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.RunPython(forget_documents, migrations.RunPython.noop),
    ]

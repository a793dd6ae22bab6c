"""The five audiences that every council has."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BASE = [
    ("public", "Everyone"),
    ("resident", "Signed-in residents"),
    ("partner", "All partners"),
    ("staff", "Staff"),
    ("agent", "Contact-centre agents"),
]


def forwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Adds what is missing."""
    audience = apps.get_model("access", "Audience")  # type: ignore[attr-defined]
    for order, (key, label) in enumerate(BASE):
        audience.objects.update_or_create(key=key, defaults={"label": label, "order": order})


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("access", "0002_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]

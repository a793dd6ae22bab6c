from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0011_meaning")]

    operations = [
        migrations.RemoveField(model_name="searchgeneration", name="since"),
        migrations.AddField(
            model_name="searchchange",
            name="generation",
            field=models.BigIntegerField(null=True),
        ),
    ]

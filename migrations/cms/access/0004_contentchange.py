from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_base_audiences"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContentChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.BigIntegerField()),
            ],
        ),
    ]

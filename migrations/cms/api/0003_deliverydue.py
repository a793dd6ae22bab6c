from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('api', '0002_tokens_and_webhooks'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeliveryDue',
            fields=[
                ('page_key', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
    ]

"""Sheets, marks of taking part, shared texts, counts of a scenario's ways."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="TallySheet",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=255)),
                ("round", models.CharField(max_length=32)),
                ("sealed", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=255)),
                ("round", models.CharField(max_length=32)),
            ],
            options={"indexes": [models.Index(fields=["place", "round"], name="powerstruggle_took_part")]},
        ),
        migrations.CreateModel(
            name="SharedReflection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slot", models.CharField(max_length=64, unique=True)),
                ("usage_key", models.CharField(db_index=True, max_length=255)),
                ("prompt_id", models.CharField(max_length=80)),
                ("user_id", models.CharField(db_index=True, max_length=64)),
                ("text", models.TextField()),
                ("day", models.DateField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="ScenarioTally",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("usage_key", models.CharField(db_index=True, max_length=255)),
                ("version", models.CharField(max_length=64)),
                ("first", models.BooleanField()),
                ("name", models.CharField(max_length=255)),
                ("count", models.PositiveBigIntegerField()),
            ],
        ),
    ]

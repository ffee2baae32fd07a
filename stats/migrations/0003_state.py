"""An edition has a state in place of a mark: draft, published, withdrawn."""

from django.db import migrations, models


def states(apps, schema_editor):
    """What was shown is published."""
    edition = apps.get_model("stats", "Edition")
    models.QuerySet(edition).filter(published=True).update(state="published")


def marks(apps, schema_editor):
    edition = apps.get_model("stats", "Edition")
    models.QuerySet(edition).filter(state="published").update(published=True)


class Migration(migrations.Migration):
    dependencies = [("stats", "0002_nine_languages")]

    operations = [
        migrations.AddField(
            "edition",
            "state",
            models.CharField(
                choices=[("draft", "draft"), ("published", "published"), ("withdrawn", "withdrawn")],
                default="draft",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.RunPython(states, marks),
        migrations.RemoveField("edition", "published"),
    ]

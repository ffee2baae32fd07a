"""The group of editors, where it is there already, may see the history. In a new database it is made with this right."""

from django.db import migrations


def allow(apps, schema_editor):
    using = schema_editor.connection.alias
    group = apps.get_model("auth", "Group").objects.using(using).filter(name="Editors").first()
    if group is None:
        return
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.using(using).get_or_create(
        app_label="translations", model="change"
    )
    right, _made = apps.get_model("auth", "Permission").objects.using(using).get_or_create(
        content_type=kind, codename="view_change", defaults={"name": "Can view change"}
    )
    group.permissions.add(right)


class Migration(migrations.Migration):

    dependencies = [
        ("translations", "0003_change"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]

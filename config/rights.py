"""The group of editors, with the rights that they need and no others: all content, figures on their way in, no accounts."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db.models import Q, QuerySet

EDITORS = "Editors"
ROOMS = ("guide", "sources", "stats", "translations")
WITHOUT = (
    *("change_changeset", "delete_changeset"),  # an import is decided upon, not edited
    *("add_change", "change_change", "delete_change"),  # the history is read; it is written by who changes a row
)
MORE = ("publish_changeset",)


def make_editors(sender, using: str, **kwargs) -> None:
    """Receives post_migrate: the group as it should be, made once; what an administrator changes in it stays."""
    from django.contrib.auth.models import Group, Permission

    for room in ROOMS:
        create_permissions(apps.get_app_config(room), verbosity=0, using=using)
    group, made = Group.objects.using(using).get_or_create(name=EDITORS)
    if made:
        kinds = Q(codename__startswith="view_") | Q(codename__startswith="add_") | Q(codename__startswith="change_")
        kinds |= Q(codename__startswith="delete_") & ~Q(content_type__app_label="translations")
        rights = QuerySet(Permission, using=using).filter(content_type__app_label__in=ROOMS)
        group.permissions.set(rights.filter(kinds | Q(codename__in=MORE)).exclude(codename__in=WITHOUT))

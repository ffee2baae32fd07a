"""The group of editors comes with the database, with exactly the rights that they need."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client

from config.rights import EDITORS, ROOMS
from translations.content import kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    user = django_user_model.objects.create_user("somebody", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


def test_editors_may_do_everything_with_content(editor):
    for kind in kinds():
        app, model = kind.label.split(".")
        for verb in ("view", "add", "change", "delete"):
            assert editor.has_perm(f"{app}.{verb}_{model}"), (verb, kind.label)


def test_editors_bring_figures_in_and_publish_them_and_edit_no_import(editor):
    assert all(editor.has_perm(f"stats.{what}_changeset") for what in ("view", "add", "publish"))
    assert not editor.has_perm("stats.change_changeset")
    assert not editor.has_perm("stats.delete_changeset")


def test_editors_see_the_history_and_nobody_edits_it(editor):
    assert editor.has_perm("translations.view_change")
    rights = Permission.objects.filter(content_type__app_label="translations", content_type__model="change")
    assert set(rights.values_list("codename", flat=True)) == {"view_change"}
    assert not any(editor.has_perm(f"translations.{verb}_change") for verb in ("add", "change", "delete"))


def test_a_group_of_editors_that_was_there_before_the_history_may_see_it_too():
    group = Group.objects.get(name=EDITORS)
    group.permissions.clear()
    allow = import_module("translations.migrations.0004_editors_see_the_history").allow
    allow(apps, SimpleNamespace(connection=connection))
    assert set(group.permissions.values_list("codename", flat=True)) == {"view_change"}
    group.delete()
    allow(apps, SimpleNamespace(connection=connection))
    assert not Group.objects.filter(name=EDITORS).exists()


def test_editors_have_no_rights_outside_the_rooms_of_content(editor):
    rooms = set(Permission.objects.filter(group__name=EDITORS).values_list("content_type__app_label", flat=True))
    assert rooms == set(ROOMS)
    assert not any(editor.has_perm(f"auth.{verb}_user") for verb in ("view", "add", "change", "delete"))


def test_an_editor_works_in_the_admin(editor):
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(editor)
    for path in ("/admin/", "/admin/due/", "/admin/figures/", "/admin/guide/paragraph/", "/admin/stats/edition/"):
        assert browser.get(path).status_code == 200, path
    assert browser.get("/admin/auth/user/").status_code == 403


def test_what_an_administrator_has_changed_in_the_group_stays():
    group = Group.objects.get(name=EDITORS)
    group.permissions.clear()
    call_command("migrate", verbosity=0)
    assert group.permissions.count() == 0

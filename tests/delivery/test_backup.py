"""A backup and what comes of it within one database: every row as it was, in one file that is nobody else's."""

import stat
from datetime import date
from zipfile import ZipFile

import pytest
from backups import LONG_AGO, PASSWORD, but_version, everything, grow, use
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import models
from django.test import Client
from django.utils import translation
from still_day import DAY

from delivery.backup import queries, writing
from delivery.backup.contents import BackupError, line, tables
from delivery.backup.restoring import restore
from delivery.backup.writing import write
from delivery.models import ContentVersion, content_version
from stats.models import ChangeSet
from translations.models import Change, MadeFrom, SeededValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers_go_on")]


@pytest.fixture
def emptied():
    """Make the database as it is after `migrate`, with other numbers for content types and permissions."""

    def empty() -> None:
        for model in (*tables().values(), apps.get_model("admin", "LogEntry"), Permission, ContentType):
            queries.empty(model)
        ContentType.objects.clear_cache()
        for number in range(5):
            ContentType.objects.create(app_label="other", model=f"other{number}").delete()
        emit_post_migrate_signal(0, False, "default")

    yield empty
    ContentType.objects.clear_cache()


@pytest.fixture
def light():
    """A site without what makes it slow to back up: two thirds of its rows, which are alike."""
    for model in (SeededValue, MadeFrom):
        queries.empty(model)


def test_what_is_restored_is_every_row_as_it_was(emptied, tmp_path):
    use()
    before, written = everything(), write(tmp_path / "site.zip", DAY)
    emptied()
    assert not any(queries.count(model) for label, model in tables().items() if not label.startswith("auth.group"))
    numbers = set(Permission.objects.values_list("pk", flat=True))
    restore(written.path)
    assert but_version(everything()) == but_version(before)
    assert set(Permission.objects.values_list("pk", flat=True)) == numbers, "rights are named, not brought"


def test_accounts_history_and_figures_on_their_way_in_come_back(light, emptied, tmp_path):
    use()
    path = write(tmp_path / "site.zip", DAY).path
    emptied()
    restore(path)
    editor = User.objects.get(username="editor")
    assert Client(SERVER_NAME="localhost").login(username="editor", password=PASSWORD)
    assert {group.name for group in editor.groups.all()} == {"Editors", "Readers"}
    assert editor.has_perm("translations.view_change")
    assert editor.user_permissions.count() == 7
    change = Change.objects.filter(made_by=editor).latest("pk")
    assert change.made_on == LONG_AGO, "a field that sets itself is not set anew"
    assert change.before["quoted"] == 'line\n"two"'
    draft = ChangeSet.objects.get()
    assert (bytes(draft.raw), draft.made_by, draft.new["trainees/2026-12"]["id"]) == (bytes(range(256)), editor, None)
    grow()


def test_the_content_version_is_one_higher_than_in_the_backup_and_of_a_new_time(light, emptied, tmp_path):
    ContentVersion.objects.update(number=41, changed_at=LONG_AGO)
    path = write(tmp_path / "site.zip", DAY).path
    emptied()
    assert restore(path).version == 42
    found = ContentVersion.objects.get()
    assert (found.pk, found.number) == (1, 42)
    assert found.changed_at > LONG_AGO


def test_words_come_back_as_they_are_whatever_language_is_on(light, emptied, tmp_path):
    """The column without a language stands beside those with one, and they may differ."""
    page = models.QuerySet(apps.get_model("guide", "Page")).filter(key="flow")
    page.update(title="A", title_en="B", title_ja="", title_vi=None)
    path = write(tmp_path / "site.zip", DAY).path
    emptied()
    with translation.override("vi"):
        restore(path)
    assert page.values_list("title", "title_en", "title_ja", "title_vi").get() == ("A", "B", "", None)


def test_a_right_that_only_the_backup_knows_comes_along(light, emptied, tmp_path):
    """Django keeps the rights of a model that is gone, and a group may still have them."""
    kind = ContentType.objects.create(app_label="guide", model="gone")
    right = Permission.objects.create(content_type=kind, codename="change_gone", name="Can change what is gone")
    Group.objects.create(name="Old").permissions.add(right)
    path = write(tmp_path / "site.zip", DAY).path
    emptied()
    restore(path)
    assert Group.objects.get(name="Old").permissions.get().codename == "change_gone"


def test_two_backups_of_one_state_are_the_same_bytes(light, tmp_path):
    use()
    first, second = write(tmp_path / "first.zip", DAY), write(tmp_path / "second.zip", DAY)
    assert first.path.read_bytes() == second.path.read_bytes()
    with ZipFile(first.path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    Change.objects.first().delete()
    assert write(tmp_path / "third.zip", DAY).path.read_bytes() != first.path.read_bytes()


def test_a_row_is_the_same_line_in_whatever_order_a_database_keeps_its_json():
    """PostgreSQL sorts the keys, SQLite keeps them as they came."""
    one, other = {"zebra": 1, "a": [{"c": 1, "b": 2}]}, {"a": [{"b": 2, "c": 1}], "zebra": 1}
    assert line({"id": 1, "json": [one]}) == line({"json": [other], "id": 1})


def test_every_table_is_in_it_but_sessions_and_what_migrate_makes(tmp_path):
    with ZipFile(write(tmp_path / "site.zip", DAY).path) as archive:
        files = {name.removesuffix(".jsonl") for name in archive.namelist()}
    every = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert every - files == {"sessions.session", "admin.logentry", "auth.permission", "contenttypes.contenttype"}
    assert files - every == {"manifest.json"}


# --- the file ---


def test_a_folder_gets_a_file_named_after_day_and_content_version_for_this_account_only(light, tmp_path):
    written = write(tmp_path, date(2027, 4, 1))
    assert [path.name for path in tmp_path.iterdir()] == [f"guide-backup-2027-04-01-{content_version()}.zip"]
    assert stat.S_IMODE(written.path.stat().st_mode) == 0o600
    assert written.size == written.path.stat().st_size
    assert written.rows == sum(queries.count(model) for model in tables().values())


def test_a_file_that_exists_is_never_touched(tmp_path):
    path = tmp_path / "site.zip"
    path.write_text("mine")
    with pytest.raises(BackupError, match="exists already"):
        write(path, DAY)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("site.zip", "mine")]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_not_touched_either(tmp_path, monkeypatch, links):
    path = tmp_path / "site.zip"
    if not links:
        monkeypatch.setattr(writing.Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(PermissionError("no links here")))

    def meanwhile() -> None:
        with writing._appearing(path) as file:
            file.write(b"ours")
            path.write_text("mine")

    with pytest.raises(FileExistsError):
        meanwhile()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("site.zip", "mine")]


def test_a_disk_without_hard_links_gets_its_backup_too(light, tmp_path, monkeypatch):
    monkeypatch.setattr(writing.Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(PermissionError("no links here")))
    path = write(tmp_path / "site.zip", DAY).path
    assert [stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()] == [0o600]
    assert ZipFile(path).testzip() is None


def test_a_backup_that_fails_leaves_nothing(light, tmp_path, monkeypatch):
    with pytest.raises(BackupError, match="cannot be written"):
        write(tmp_path / "no-such-folder" / "site.zip", DAY)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(BackupError, match="No space left on device"):
        write(tmp_path / "site.zip", DAY)
    assert list(tmp_path.iterdir()) == []


def test_the_command_for_a_cron_job_is_quiet(light, tmp_path, capsys):
    call_command("backup", tmp_path / "quiet.zip", "--quiet")
    assert capsys.readouterr() == ("", "")
    call_command("backup", tmp_path / "said.zip")
    assert f"{tmp_path}/said.zip: " in capsys.readouterr().out

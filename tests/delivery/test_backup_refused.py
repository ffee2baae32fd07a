"""What is not restored: no backup, a damaged one, one of another release, or anything into a database that is in use."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from forging import edited, forge, refused
from still_day import DAY

from delivery.backup import queries, reading
from delivery.backup.contents import BackupError, tables
from delivery.backup.reading import opened
from delivery.backup.restoring import restore
from delivery.backup.writing import write
from delivery.models import ContentVersion
from translations.models import SeededValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers_go_on")]

KEPT = ("sources.organization", "sources.source", "sources.quantity", "sources.fact", "delivery.contentversion")


@pytest.fixture(scope="module")
def backup(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """A backup of a site with few rows: quick to break in many ways."""
    path = tmp_path_factory.mktemp("backup") / "site.zip"
    with django_db_blocker.unblock(), transaction.atomic():
        for label, model in tables().items():
            if label not in KEPT:
                queries.empty(model)
        emit_post_migrate_signal(0, False, "default")
        User.objects.create_user("editor", password="x")
        write(path, DAY)
        transaction.set_rollback(True)
    return path


@pytest.fixture
def empty():
    """The database as it is after `migrate`."""
    for model in tables().values():
        queries.empty(model)
    emit_post_migrate_signal(0, False, "default")


@pytest.fixture
def forged(backup, tmp_path) -> Callable[..., Path]:
    """Make a copy of the backup in which files are others, and by default the manifest agrees with that."""
    return partial(forge, backup, tmp_path / "forged.zip")


def test_the_backup_of_these_tests_is_restored_if_nothing_is_wrong_with_it(empty, backup, forged):
    assert restore(forged()).manifest.rows > 200
    assert User.objects.get().username == "editor"


# --- no backup ---


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no file"),
        (b"", "file.zip is not a backup of the guide"),
        (b"-- PostgreSQL database dump", "file.zip is not a backup of the guide"),
        (b"PK\x03\x04" + b"x" * 1000, "damaged: its end is missing, or it is not a backup"),
    ],
)
def test_what_is_no_backup_is_named_so(empty, tmp_path, content, words):
    path = tmp_path / "file.zip"
    if content is not None:
        path.write_bytes(content)
    refused(path, words)


def test_a_folder_and_another_zip_are_no_backup_either(empty, tmp_path):
    refused(tmp_path, "cannot be read")
    with ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    refused(tmp_path / "book.xlsx", "is not a backup of the guide: there is no manifest.json")


# --- damage ---


def test_a_backup_that_is_cut_off_anywhere_is_refused(backup, tmp_path):
    whole, path = backup.read_bytes(), tmp_path / "part.zip"
    for length in range(0, len(whole), 997):
        path.write_bytes(whole[:length])
        with pytest.raises(BackupError), opened(path):
            pass


def test_whichever_byte_is_another_the_backup_is_refused_or_says_the_same(backup, tmp_path):
    """What a reader of zip files passes over, such as dates, may be another."""

    def content(path: Path) -> list:
        with opened(path) as found:
            return [found.manifest, *(row for table in found.manifest.tables for row in found.rows(table))]

    whole, path, chance = backup.read_bytes(), tmp_path / "flipped.zip", random.Random(2027)
    good, refusals = content(backup), 0
    for place in chance.sample(range(len(whole)), 150):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        try:
            assert content(path) == good, place
        except BackupError:
            refusals += 1
    assert refusals > 120


TABLE = "sources_quantity"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({TABLE: lambda text: None, "honest": False}, "missing: sources.quantity.jsonl"),
        ({"guide_other": lambda text: b"{}\n"}, "too much: guide.other.jsonl"),
        ({TABLE: edited(kind="money"), "honest": False}, "does not have the size"),
        ({TABLE: lambda text: text.replace(b"2027", b"2028"), "honest": False}, "does not have the checksum"),
        ({"manifest": lambda found: found["tables"][0].update(rows=7)}, "does not have the checksum"),
        ({TABLE: lambda text: text[:-1]}, "goes on where it should end"),
        ({"packed": ZIP_STORED}, "does not have the size"),
        ({"list_packed": ZIP_STORED}, "packed otherwise"),
        ({"manifest": lambda found: found["tables"].pop() and None}, "too much: "),
        ({"manifest": lambda found: found | {"release": None}}, "makes no sense"),
        ({"manifest": lambda found: found | {"more": 1}}, "its list has gaps"),
        ({"manifest": lambda found: found.pop("migrations") and None}, "its list has gaps"),
        ({"manifest": lambda found: [found]}, "no format number"),
        ({"manifest": lambda found: {**found, "release": "x" * 2_000_000}}, "too long"),
    ],
)
def test_a_backup_whose_parts_do_not_agree_is_damaged(empty, forged, change, words):
    refused(forged(**change), words)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_table_that_is_in_it_twice_is_damage(empty, forged):
    path = forged()
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("sources.quantity.jsonl", archive.read("sources.quantity.jsonl"))
    refused(path, "a file is in it twice")


def test_a_bomb_is_not_unpacked(empty, forged, monkeypatch):
    bomb = forged(**{TABLE: lambda text: b" " * 50_000_000, "honest": False})
    monkeypatch.setattr(reading, "_lines", None)
    refused(bomb, "does not have the size of the manifest")


def test_a_row_without_end_is_not_read_to_its_end(empty, forged, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST", 10_000)
    refused(forged(**{TABLE: lambda text: b" " * 100_000 + b"\n"}), "goes on where it should end")


# --- another release ---


def test_another_format_is_refused_with_what_to_do(empty, forged):
    refused(
        forged(lambda found: {"format": 2, "release": "9.0"}), r"format 2, this release reads format 1\. Install release 9\.0"
    )


def test_other_migrations_are_refused_with_their_names_and_what_to_do(empty, forged):
    def other(found):
        found["migrations"]["guide"][-1:] = ["0099_new"]
        found["release"] = "0.9"

    last = max(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "guide")
    words = rf"only the backup has guide\.0099_new; only this database has guide\.{last}\. Install release 0\.9, restore there"
    refused(forged(other), words)


def test_a_database_that_is_not_of_this_release_is_neither_backed_up_nor_restored(empty, backup, tmp_path):
    MigrationRecorder(connection).record_applied("guide", "0099_new")
    refused(backup, r"does not have the tables of this release: guide\.0099_new\. Run migrate first")
    with pytest.raises(BackupError, match=r"not of this release: guide\.0099_new\. Back it up with its own release"):
        write(tmp_path / "site.zip", DAY)
    MigrationRecorder(connection).record_unapplied("guide", "0099_new")
    MigrationRecorder(connection).record_unapplied("guide", "0001_initial")
    refused(backup, r"does not have the tables of this release: guide\.0001_initial")
    with pytest.raises(BackupError, match=r"not of this release: guide\.0001_initial"):
        write(tmp_path / "site.zip", DAY)


def test_other_tables_are_refused(empty, forged):
    def other(found):
        found["tables"] = [table for table in found["tables"] if table["model"] != "sources.quantity"]

    path = forged(other, sources_quantity=lambda text: None, honest=False)
    refused(path, "not those of this release: sources.quantity")


# --- a database in use ---


def test_nothing_is_restored_over_a_site(backup):
    refused(backup, r"not empty.* delivery.contentversion \(1\), guide.actor .* and \d+ other tables")


@pytest.mark.parametrize(
    "make",
    [
        lambda: User.objects.create_user("somebody"),
        lambda: SeededValue.objects.create(item="guide.page/flow", field="title", value="x"),
        lambda: ContentVersion.objects.create(pk=1),
    ],
)
def test_one_account_or_one_word_makes_a_database_one_in_use(empty, backup, make):
    made = make()
    refused(backup, rf"not empty.*{made._meta.label_lower} \(1\)")


# --- rows that the database does not take ---


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({TABLE: edited(fact_id="P-0")}, "do not fit together"),
        ({TABLE: edited(id="one")}, "does not take the rows of sources.quantity"),
        ({TABLE: edited(kind=None)}, "does not take the rows of sources.quantity"),
        ({TABLE: edited(day="tomorrow")}, "does not take the rows of sources.quantity"),
        ({TABLE: edited(more=1)}, "its columns are"),
        ({TABLE: lambda text: text + text}, "does not take the rows of sources.quantity"),
        ({TABLE: lambda text: b"[]\n"}, "damaged: .* holds what is no row"),
        ({TABLE: lambda text: b"{\n"}, "damaged"),
        ({TABLE: edited(amount="1.23456789", day=None)}, "does not give the rows of sources.quantity back|does not take"),
    ],
)
def test_rows_that_cannot_be_there_are_refused(empty, forged, change, words):
    refused(forged(**change), words)


def test_the_command_says_that_nothing_was_changed(backup):
    with pytest.raises(CommandError, match=r"^Nothing was changed\. The database is not empty"):
        call_command("restore", backup)
    assert apps.get_model("guide", "Page").objects.exists()

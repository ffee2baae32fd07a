"""A backup goes from database to database, SQLite and PostgreSQL, through the commands, and nothing is lost on the way."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from backups import ROOT, but_version
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("databases")]  # made once
SCRIPT = Path(__file__).with_name("backups.py")
MADE_BY_MIGRATE = {"auth.group", "auth.group_permissions"}


class Databases:
    """Databases of their own, on which commands run in processes of their own."""

    def __init__(self, folder: Path):
        self.folder, self.seeded, self.servers = folder, connection.settings_dict["NAME"], []

    def run(self, url: str, *words: object, code: int = 0) -> str:
        """The output of Python with these words under that database; it must end with that code."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("GUIDE_", "DJANGO_"))}
        environment |= {"DATABASE_URL": url, "GUIDE_STATE_DIR": str(self.folder), "RELEASE": "tested"}
        words = [sys.executable, *map(str, words)]
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def manage(self, url: str, *words: object, code: int = 0) -> str:
        return self.run(url, "manage.py", *words, code=code)

    def script(self, url: str, *words: object, code: int = 0) -> str:
        return self.run(url, SCRIPT, *words, code=code)

    def told(self, url: str) -> dict:
        return json.loads(self.script(url, "told"))

    def rows(self, url: str) -> dict:
        return json.loads(self.script(url, "rows"))

    def file(self, name: str, *, like: Path | None = None) -> str:
        """The address of a SQLite file, new or as another."""
        path = self.folder / f"{name}.sqlite3"
        if like:
            path.write_bytes(like.read_bytes())
        return f"sqlite:///{quote(str(path))}"

    def on_server(self, name: str, like: str = "template0") -> str:
        """The address of a new database on the server of the tests, empty or a copy of another."""
        own, had = f"{self.seeded}_{name}", connection.settings_dict
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{like}"')
        self.servers.append(own)
        port = f":{had['PORT']}" if had["PORT"] else ""
        return f"postgres://{had['USER']}:{quote(had['PASSWORD'], '')}@{port}/{quote(own)}?host={had['HOST']}"

    def leave(self) -> None:
        for own in self.servers:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


@pytest.fixture(scope="module")
def databases(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Databases]:
    with django_db_blocker.unblock():
        found = Databases(tmp_path_factory.mktemp("databases"))
        yield found
        found.leave()


@pytest.fixture(scope="module")
def used(databases) -> str:
    """A copy of the seeded database, in use."""
    if connection.vendor == "postgresql":
        connection.close()
        url = databases.on_server("used", like=databases.seeded)
    else:
        url = databases.file("used")
        connection.ensure_connection()
        with sqlite3.connect(databases.folder / "used.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
    databases.script(url, "use")
    return url


@pytest.fixture(scope="module")
def migrated(databases) -> Path:
    """A SQLite file as `migrate` makes it."""
    databases.manage(databases.file("migrated"), "migrate", "--verbosity=0")
    return databases.folder / "migrated.sqlite3"


@pytest.fixture(scope="module")
def backup(databases, used) -> Path:
    path = databases.folder / "site.zip"
    databases.manage(used, "backup", path)
    return path


@pytest.fixture
def empty(databases, migrated) -> Callable[[str], str]:
    """A new database after `migrate`: on the server where there is one, else a file."""

    def made(name: str) -> str:
        if connection.vendor != "postgresql":
            return databases.file(name, like=migrated)
        url = databases.on_server(name)
        databases.manage(url, "migrate", "--verbosity=0")
        return url

    return made


def test_a_restored_site_is_the_same_on_sqlite_and_on_postgresql_and_there_and_back(databases, used, backup, migrated, empty):
    before, path = databases.told(used), backup
    assert len(before["pages"]) > 60
    assert all(status == 200 and tag for status, tag in before["pages"].values())
    assert len(before["rows"]["translations.change"]) == 3
    ways = [databases.file("first", like=migrated)]
    ways += [empty("second")] if connection.vendor == "postgresql" else []
    for number, url in enumerate(ways, start=1):
        databases.manage(url, "restore", path)
        after = databases.told(url)
        assert after["pages"] == before["pages"]
        assert but_version(after["rows"]) == but_version(before["rows"])
        (was,), (now,) = (told["rows"]["delivery.contentversion"] for told in (before, after))
        assert now["number"] == was["number"] + number
        assert now["changed_at"] > was["changed_at"]
        path = databases.folder / f"back-{number}.zip"
        databases.manage(url, "backup", path)
        assert {line.partition(":")[0] for line in databases.manage(url, "seed").splitlines()} == {"kept"}, (
            "the seed knows all rows"
        )
        databases.script(url, "grow")


def test_a_backup_is_of_one_state_though_an_editor_saves_meanwhile(databases, used, backup, migrated):
    url = used
    if connection.vendor == "postgresql":
        url = databases.on_server("edited", like=f"{databases.seeded}_used")
    else:
        url = databases.file("edited", like=databases.folder / "used.sqlite3")
    path = databases.folder / "meanwhile.zip"
    databases.script(url, "backup", path, "--while-editing")
    assert path.read_bytes() == backup.read_bytes(), "all as it was before"
    again = databases.folder / "afterwards.zip"
    databases.manage(url, "backup", again)
    assert again.read_bytes() != backup.read_bytes(), "the editor did save"


@pytest.mark.parametrize(
    "words", ['INSERT INTO "auth_group"', 'INSERT INTO "translations_seededvalue"', 'UPDATE "delivery_contentversion"', "COMMIT"]
)
def test_a_restore_that_is_killed_leaves_the_database_empty_and_can_be_done_again(databases, backup, empty, words):
    url = empty(f"killed_{len(words)}")
    databases.script(url, "restore", backup, "--dying-at", words, code=-signal.SIGKILL)
    assert databases.rows(url).keys() == MADE_BY_MIGRATE
    if words == "COMMIT":
        databases.manage(url, "restore", backup)
        assert databases.rows(url)["auth.user"] == 2


def test_a_database_without_tables_is_refused_with_what_to_do(databases, backup):
    said = databases.manage(databases.file("nothing"), "restore", backup, code=1)
    assert "Nothing was changed. The database does not have the tables of this release" in said
    assert "Run migrate first." in said


def test_a_database_that_does_not_answer_is_said_in_a_sentence(databases, backup, tmp_path):
    nowhere = "postgres://guide@localhost:1/guide"
    assert "No backup was written. The database cannot be read: " in databases.manage(nowhere, "backup", tmp_path, code=1)
    assert "Nothing was changed. The database cannot be written: " in databases.manage(nowhere, "restore", backup, code=1)


def test_the_command_says_what_it_wrote_and_for_a_cron_job_nothing(databases, used):
    said = databases.manage(used, "backup", databases.folder / "said.zip")
    assert re.match(rf"{databases.folder}/said\.zip: \d+,\d+ rows, [\d,]+ bytes\. ", said)
    assert "hashes of passwords" in said.splitlines()[-1]
    assert databases.manage(used, "backup", "--quiet", databases.folder / "quiet.zip") == ""
    said = databases.manage(used, "backup", "--quiet", databases.folder / "quiet.zip", code=1)
    assert "exists already" in said

"""A backup becomes the database: an empty one, in one transaction, read back before anything of it can be seen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models

from delivery.backup import queries
from delivery.backup.contents import MADE_BY_MIGRATE, BackupError, Manifest, Table, columns, restored, tables
from delivery.backup.reading import Backup, opened
from delivery.door import writing
from delivery.models import ContentVersion, content_version

NOT_TAKEN = (DatabaseError, ValidationError, ValueError, TypeError, OverflowError, LookupError)
NAMED_TABLES = 5  # of those that are not empty


@dataclass(frozen=True)
class Restored:
    """What was restored, and the content version that the site has now."""

    manifest: Manifest
    version: int


def restore(path: Path) -> Restored:
    """Put everything of a backup into an empty database. A BackupError says why not; nothing was changed then.

    The content version is one higher than in the backup and of a new time: a host may keep pages of a version that once had
    the next number.
    """
    try:
        with opened(path) as backup:
            _of_this_release(backup.manifest)
            with writing():
                _into_nothing()
                number = queries.numbers()
                for table in backup.manifest.tables:
                    _bring(backup, table, number)
                _read_back(backup.manifest)
                ContentVersion(pk=1, number=content_version() + 1).save()
                return Restored(backup.manifest, content_version())
    except DatabaseError as error:
        raise BackupError(f"The database cannot be written: {error}") from error


def _of_this_release(manifest: Manifest) -> None:
    """A BackupError unless the tables of the backup are those of this release and of this database."""
    if strange := queries.strangers():
        raise BackupError(f"The database does not have the tables of this release: {', '.join(strange)}. Run migrate first.")
    here = {f"{app}.{name}" for app, names in queries.migrations().items() for name in names}
    there = {f"{app}.{name}" for app, names in manifest.migrations.items() for name in names}
    if here != there:
        only = [("the backup", there - here), ("this database", here - there)]
        told = "; ".join(f"only {which} has {', '.join(sorted(names))}" for which, names in only if names)
        raise BackupError(
            f"The backup is of release {manifest.release}, whose tables are others: {told}. "
            f"Install release {manifest.release}, restore there, then upgrade."
        )
    if (listed := [table.model for table in manifest.tables]) != list(tables()):
        other = ", ".join(sorted(set(listed) ^ set(tables()))) or "another order"
        raise BackupError(f"The tables of the backup are not those of this release: {other}.")


def _into_nothing() -> None:
    """Take away what `migrate` makes. A BackupError if anything else is there."""
    used = {label: queries.count(model) for label, model in tables().items() if label not in MADE_BY_MIGRATE}
    if told := [f"{label} ({rows})" for label, rows in used.items() if rows]:
        more = f" and {len(told) - NAMED_TABLES} other tables" if len(told) > NAMED_TABLES else ""
        raise BackupError(
            "The database is not empty, and a backup is restored into an empty one only: nothing is ever written over. "
            f"It has rows in {', '.join(told[:NAMED_TABLES])}{more}."
        )
    for label in reversed(MADE_BY_MIGRATE):  # what points to a row goes before it
        queries.empty(tables()[label])


def _bring(backup: Backup, table: Table, number: Callable[[type[models.Model], str], int]) -> None:
    """Put the rows of one table in."""
    model = tables()[table.model]
    fields = {field.attname: field for field in columns(model)}

    def rows() -> Iterator[dict[str, Any]]:
        for row in backup.rows(table):
            if row.keys() != fields.keys():
                raise ValueError(f"its columns are {', '.join(sorted(row))}")
            yield {name: restored(field, row[name], number) for name, field in fields.items()}

    try:
        queries.insert(model, rows())
    except NOT_TAKEN as error:
        raise BackupError(f"The database does not take the rows of {table.model}: {error}") from error


def _read_back(manifest: Manifest) -> None:
    """A BackupError unless the database now gives every row as it is in the backup, and new rows can follow."""
    try:
        queries.settle(tables().values())
    except DatabaseError as error:
        raise BackupError(f"The rows of the backup do not fit together: {error}") from error
    named = queries.names()
    for table in manifest.tables:
        rows, digest = 0, sha256()
        for line in queries.lines(tables()[table.model], named):
            digest.update(line)
            rows += 1
        if (rows, digest.hexdigest()) != (table.rows, table.sha256):
            raise BackupError(f"The database does not give the rows of {table.model} back as they are in the backup.")

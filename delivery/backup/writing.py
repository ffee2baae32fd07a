"""A backup is taken: one file, from one state of the database, there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.db import DatabaseError

from delivery.backup import queries
from delivery.backup.contents import MANIFEST, BackupError, Manifest, Table, tables
from delivery.models import content_version
from delivery.snapshot import snapshot


@dataclass(frozen=True)
class Written:
    """A backup that was taken: where it is, how many rows and bytes it has."""

    path: Path
    rows: int
    size: int


def write(place: Path, day: date) -> Written:
    """Write all of the database into a file, or into one that is named after day and content version if `place` is a folder.

    A BackupError says why there is none. A file that exists is never touched, and one that only this account can read appears
    under its name when all of it is on the disk. The same database on the same day gives the same bytes.
    """
    try:
        with snapshot():
            if strange := queries.strangers():
                raise BackupError(f"The database is not of this release: {', '.join(strange)}. Back it up with its own release.")
            number = content_version()
            path = place / f"guide-backup-{day}-{number}.zip" if place.is_dir() else place
            if os.path.lexists(path):
                raise BackupError(f"{path} exists already, and a backup is never written over another file.")
            with _appearing(path) as draft, ZipFile(draft, "w") as archive:
                named = queries.names()
                found = tuple(_table(archive, label, queries.lines(model, named)) for label, model in tables().items())
                manifest = Manifest(settings.RELEASE, queries.migrations(), number, day.isoformat(), found)
                archive.writestr(_entry(MANIFEST), manifest.text())
    except OSError as error:
        raise BackupError(f"The backup cannot be written: {error}") from error
    except DatabaseError as error:
        raise BackupError(f"The database cannot be read: {error}") from error
    return Written(path, manifest.rows, path.stat().st_size)


@contextmanager
def _appearing(path: Path) -> Iterator:
    """A file to write into, which gets its name at the end and if nothing has it by then."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".part")  # for this account only
    draft = Path(name)
    try:
        with os.fdopen(number, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _name(draft, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        draft.unlink(missing_ok=True)


def _name(draft: Path, path: Path) -> None:
    """Give the file its name unless something has it. Where a disk has no hard links, the name is taken first."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        draft.replace(path)


def _entry(name: str) -> ZipInfo:
    """A file inside, without the time at which it was written."""
    entry = ZipInfo(name)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
    return entry


def _table(archive: ZipFile, label: str, lines: Iterator[bytes]) -> Table:
    rows, size, digest = 0, 0, sha256()
    with archive.open(_entry(f"{label}.jsonl"), "w", force_zip64=True) as out:
        for line in lines:
            out.write(line)
            digest.update(line)
            rows, size = rows + 1, size + len(line)
    return Table(label, rows, size, digest.hexdigest())

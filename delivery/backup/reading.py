"""A backup is opened: nothing is believed of it before its list, its sizes and its checksums agree."""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from struct import error as StructError
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile

from delivery.backup.contents import MANIFEST, BackupError, Manifest, Table

LONGEST = 256 * 1024 * 1024  # bytes of one row: a file of figures on its way in is a value
LONGEST_MANIFEST = 1024 * 1024
BROKEN = (  # what zipfile and json say of bytes that are not what they should be
    *(BadZipFile, LargeZipFile, zlib.error, StructError, EOFError),
    *(ValueError, KeyError, TypeError, OverflowError, RecursionError, NotImplementedError, RuntimeError),
)


@dataclass(frozen=True)
class Backup:
    """A backup whose bytes are those that were written."""

    path: Path
    manifest: Manifest
    archive: ZipFile

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """The rows of a table as mappings of column to plain value."""
        with damage(self.path):
            for line in _lines(self.archive, table):
                if not isinstance(row := json.loads(line), dict):
                    raise ValueError(f"{table.file} holds what is no row")
                yield row


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """The backup in a file, which stays open. A BackupError says why it is none or cannot be trusted."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise BackupError(f"There is no file {path}.") from None
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        with damage(path):
            archive = _archive(path, file)
        with archive:
            with damage(path):
                manifest = _manifest(path, archive)
                _check(archive, manifest)
            yield Backup(path, manifest, archive)


@contextmanager
def damage(path: Path) -> Iterator[None]:
    """Whatever the bytes of a file lead to within the block is one sentence: it is damaged."""
    try:
        yield
    except BROKEN as error:
        raise BackupError(f"{path} is damaged: {error or type(error).__name__}.") from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error}.") from error


def _archive(path: Path, file: BinaryIO) -> ZipFile:
    start = file.read(4)
    if start != b"PK\x03\x04":
        raise BackupError(f"{path} is not a backup of the guide.")
    try:
        return ZipFile(file)
    except BadZipFile as error:
        raise BackupError(f"{path} is damaged: its end is missing, or it is not a backup of the guide.") from error


def _manifest(path: Path, archive: ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise BackupError(f"{path} is not a backup of the guide: there is no {MANIFEST} in it.")
    entry = archive.getinfo(MANIFEST)
    if entry.compress_type != ZIP_DEFLATED:
        raise ValueError(f"{MANIFEST} is packed otherwise than a backup is")
    with archive.open(entry) as file:
        text = file.read(LONGEST_MANIFEST + 1)
    if len(text) > LONGEST_MANIFEST:
        raise ValueError(f"{MANIFEST} is too long")
    return Manifest.read(text)


def _check(archive: ZipFile, manifest: Manifest) -> None:
    """A ValueError unless exactly the files of the manifest are there, each with its rows, its size and its checksum."""
    present = sorted(archive.namelist())
    listed = sorted([MANIFEST, *(table.file for table in manifest.tables)])
    if present != listed:
        missing, extra = sorted(set(listed) - set(present)), sorted(set(present) - set(listed))
        told = [f"missing: {', '.join(missing)}"] * bool(missing) + [f"too much: {', '.join(extra)}"] * bool(extra)
        raise ValueError("; ".join(told) or "a file is in it twice")
    for table in manifest.tables:  # before anything of them is unpacked
        entry = archive.getinfo(table.file)
        if (entry.compress_type, entry.file_size) != (ZIP_DEFLATED, table.bytes):
            raise ValueError(f"{table.file} does not have the size of the manifest")
    for table in manifest.tables:
        rows, digest = 0, sha256()
        for line in _lines(archive, table):
            digest.update(line)
            rows += 1
        if (rows, digest.hexdigest()) != (table.rows, table.sha256):
            raise ValueError(f"{table.file} does not have the checksum of the manifest")


def _lines(archive: ZipFile, table: Table) -> Iterator[bytes]:
    """The lines of a table. Nothing is unpacked beyond the size that the archive names, which is that of the manifest."""
    with archive.open(table.file) as file:
        while line := file.readline(LONGEST + 1):
            if not line.endswith(b"\n"):
                raise ValueError(f"{table.file} goes on where it should end")
            yield line

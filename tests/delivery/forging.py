"""Backups that were tampered with, and what must come of them."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from backups import everything

from delivery.backup.contents import MANIFEST, BackupError
from delivery.backup.restoring import restore


def forge(
    backup: Path,
    path: Path,
    manifest: Callable[[dict], object] | None = None,
    *,
    honest: bool = True,
    packed: int = ZIP_DEFLATED,
    list_packed: int = ZIP_DEFLATED,
    **files: Callable[[bytes], bytes | None],
) -> Path:
    """A copy of the backup in which files are others, and if it is honest the manifest agrees with that."""
    with ZipFile(backup) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    for name, change in files.items():
        name = f"{name.replace('_', '.', 1)}.jsonl"
        found[name] = change(found.get(name, b""))
    listed = json.loads(found.pop(MANIFEST))
    for table in listed["tables"] if honest else ():
        text = found[f"{table['model']}.jsonl"]
        table |= {"rows": text.count(b"\n"), "bytes": len(text), "sha256": sha256(text).hexdigest()}
    listed = (manifest and manifest(listed)) or listed
    with ZipFile(path, "w", packed) as archive:
        for name, text in found.items():
            if text is not None:
                archive.writestr(name, text)
        archive.writestr(MANIFEST, json.dumps(listed), list_packed)
    return path


def refused(path: Path, words: str) -> None:
    """It is refused with these words, and nothing was changed."""
    before = everything()
    with pytest.raises(BackupError, match=words):
        restore(path)
    assert everything() == before


def edited(**columns) -> Callable[[bytes], bytes]:
    """The lines of a table with other values in the first row."""

    def edit(text: bytes) -> bytes:
        first, *others = text.splitlines(keepends=True)
        return b"".join([json.dumps(json.loads(first) | columns).encode() + b"\n", *others])

    return edit

"""The copies of a host on its disk: a folder for each generation, a file for each address. Shared by all processes.

A file is written beside its place and then moved there, so that nobody reads half of it; what is damaged all the same is no
copy. Where nothing can be written, nothing is kept, and pages are made for each process.
"""

import logging
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import get_native_id
from time import monotonic

from delivery.copies import Copy, NoCopy, as_bytes, from_bytes

MOST_EXTRA = 256 * 1024 * 1024  # bytes of a generation beyond which only pages are kept, no files and no pairs of languages
COUNTED = 30  # seconds for which a count of these bytes holds
# Marks on a generation: all pages are made; what shows them in another way too; all pages were packed as small as they can be,
# as far as there was room.
WHOLE, ALL, SMALL = "whole", "all", "small"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.([0-9a-f]{16}-\d+)\.([0-9a-f]+)")
log = logging.getLogger(__name__)


@dataclass(frozen=True, order=True)
class Generation:
    """What makes all pages what they are beside their addresses. A later one sorts behind."""

    day: date
    version: str  # the key of the content version
    release: str  # a hash of the code, words and looks

    @property
    def name(self) -> str:
        return f"{self.day}.{self.version}.{self.release}"

    @classmethod
    def named(cls, name: str) -> "Generation | None":
        """The generation of a folder, or None for a folder of something else."""
        found = _NAME.fullmatch(name)
        try:
            return cls(date.fromisoformat(found[1]), found[2], found[3]) if found else None
        except ValueError:  # no day of any month
            return None


class Shelf:
    """The generations of one site under a folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._complained = -3600.0
        self._used: dict[Generation, tuple[float, int]] = {}

    def place(self, generation: Generation, path: str) -> Path:
        return self.folder / generation.name / sha256(path.encode()).hexdigest()[:32]

    def get(self, generation: Generation, path: str) -> Copy | None:
        """The copy of an address; None where there is none, or none that is whole."""
        place = self.place(generation, path)
        try:
            copy = from_bytes(place.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, NoCopy) as error:
            self._complain("a copy cannot be read", error)
            return None
        return copy if copy.path == path else None

    def put(self, generation: Generation, copy: Copy, *, extra: bool = False) -> bool:
        """Keep a copy in the place of one that was there; whether it could be kept. `extra` copies have a bound on disk."""
        if extra and self.used(generation) + copy.size > MOST_EXTRA:
            return False
        place = self.place(generation, copy.path)
        beside = place.with_name(f".{place.name}.{os.getpid()}.{get_native_id()}")
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.write_bytes(as_bytes(copy))
            beside.replace(place)
        except OSError as error:
            with suppress(OSError):  # it may never have come into being
                beside.unlink()
            self._complain("a copy cannot be kept", error)
            return False
        return True

    def has(self, generation: Generation, path: str) -> bool:
        return self.place(generation, path).exists()

    def used(self, generation: Generation) -> int:
        """About how many bytes a generation has on disk."""
        counted, used = self._used.get(generation, (-COUNTED, 0))
        if monotonic() - counted >= COUNTED:
            used = 0
            with suppress(OSError), os.scandir(self.folder / generation.name) as files:
                used = sum(file.stat().st_size for file in files)
            self._used = {generation: (monotonic(), used)}
        return used

    def generations(self) -> list[Generation]:
        """All that are there, the newest first."""
        try:
            names = [entry.name for entry in os.scandir(self.folder)]
        except OSError:
            return []
        return sorted(filter(None, map(Generation.named, names)), reverse=True)

    def call_whole(self, generation: Generation) -> None:
        """Every page of the generation is there."""
        self.mark(generation, WHOLE)

    def is_whole(self, generation: Generation) -> bool:
        return self.is_marked(generation, WHOLE)

    def mark(self, generation: Generation, mark: str) -> None:
        with suppress(OSError):  # then it is no more than not marked
            (self.folder / generation.name / mark).touch()

    def is_marked(self, generation: Generation, mark: str) -> bool:
        return (self.folder / generation.name / mark).exists()

    def older(self, path: str, than: Generation) -> Copy | None:
        """The newest copy of an address that is not of this generation, nor of a day to come."""
        for generation in self.generations():
            if generation != than and generation.day <= than.day and (copy := self.get(generation, path)):
                return copy
        return None

    def clean(self, keep: Generation) -> None:
        """Drop what nobody will ask for: all but this generation, those of days to come with its content, and the two
        newest before it, whole ones first."""
        before = [one for one in self.generations() if one.day <= keep.day and one != keep]
        kept = sorted(before, key=lambda one: (self.is_whole(one), one), reverse=True)[:2]
        for one in self.generations():
            to_come = one.day > keep.day and (one.version, one.release) == (keep.version, keep.release)
            if one != keep and one not in kept and not to_come:
                shutil.rmtree(self.folder / one.name, ignore_errors=True)

    def _complain(self, what: str, error: Exception) -> None:
        """Say so, once a minute."""
        if monotonic() - self._complained > 60:
            self._complained = monotonic()
            log.warning("%s: %s", what, error)

"""An export from its beginning to its end: what is there already stays, the rest is made, what is public no more goes.

It can be interrupted at any moment: the manifest says then that it is not whole, and the next one goes on from there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from time import monotonic

from django.db import Error
from django.http import Http404

from delivery.copies import Copy, Made, packed
from delivery.export import manifest, nginx
from delivery.export.folder import Folder, Refused
from delivery.export.layout import Said, file_of, said
from delivery.export.manifest import Entry
from delivery.snapshot import snapshot
from delivery.store import Generation, Shelf

PASSES = 3  # how often it is looked whether something has changed since it began
Batch = list[str]


@dataclass
class Done:
    """A batch of addresses that were made from one state of the content."""

    generation: Generation
    copies: list[Copy] = field(default_factory=list)
    none: list[str] = field(default_factory=list)  # where there is no such page after all
    failed: dict[str, str] = field(default_factory=dict)  # what went wrong, by address


@dataclass
class Summary:
    """What an export came to; files are counted with their packed twins. `why` says why it is not whole."""

    generation: Generation
    addresses: int
    files: int
    size: int
    written: int
    removed: int
    none: int
    seconds: float
    why: list[str]

    @property
    def unchanged(self) -> int:
        return self.files - self.written


def made_of(shelf: Shelf, make: Callable[[str, date], Made], generation: Generation, batch: Batch) -> Done:
    """A batch from the copies of this host where it has them, else made now: of the content as it is, if that is newer."""
    with snapshot() as version:
        done = Done(replace(generation, version=version))
        for address in batch:
            try:
                copy = shelf.get(done.generation, address) or packed(make(address, generation.day))
            except Http404:
                done.none.append(address)
            except Error:
                raise
            except Exception as error:  # one page that cannot be made is no reason to have none
                done.failed[address] = f"{type(error).__name__}: {error}"
            else:
                done.copies.append(copy)
    return done


class Export:
    """One run. `now()` is the present generation of pages, `batches()` all addresses by what is best made together,
    `make(generation, batches)` makes them, `usual(address)` what the rules say of one, `rules` those of the web server."""

    def __init__(
        self,
        folder: Folder,
        now: Callable[[], Generation],
        batches: Callable[[], Iterable[Batch]],
        make: Callable[[Generation, list[Batch]], Iterable[Done]],
        usual: Callable[[str], Said],
        rules: nginx.Rules,
    ):
        self.folder, self.now, self.batches, self.make, self.usual, self.rules = folder, now, batches, make, usual, rules
        self.kept = (folder.read(manifest.NAME) or b"").decode(errors="replace")
        try:
            self.entries = manifest.read(self.kept)[1] if self.kept else {}
        except manifest.Unreadable as error:
            raise Refused(f"{manifest.NAME} is not one of ours ({error}); an export needs a folder of its own") from error
        self.found = manifest.by_address(self.entries.values())
        self.begun = False
        self.written: set[str] = set()

    def run(self) -> Summary:
        """Bring the folder to what is public now. Raises Refused, django.db.Error and OSError; the manifest then tells that
        it is not whole."""
        began = monotonic()
        for _ in range(PASSES):
            generation = self.now()
            wanted, none, failed, moved = self._pass(generation)
            if not moved and self.now() == generation:
                break
        why = [f"{address} cannot be made: {error}" for address, error in sorted(failed.items())]
        if moved or self.now() != generation:
            why.append("the content changed while it was exported; the next run brings the rest")
        removed = self._remove({entry.path for address in wanted for entry in self.found.get(address, {}).values()})
        self._configure()
        self._finish(generation, whole=not why)
        size = sum(entry.size for entry in self.entries.values())
        files = len(self.entries)
        return Summary(generation, len(wanted), files, size, len(self.written), removed, len(none), monotonic() - began, why)

    def _pass(self, generation: Generation) -> tuple[set[str], set[str], dict[str, str], bool]:
        """(addresses that are there, those where there is no page, what went wrong, whether the content moved meanwhile)."""
        wanted, none, failed, moved, todo = set(), set(), {}, False, []
        for batch in self.batches():
            wanted.update(batch)
            left = [address for address in batch if not self._is_good(address, generation)]
            if left:
                todo.append(left)
        for done in self.make(generation, todo):
            self._take(done)
            none.update(done.none)
            failed |= done.failed
            moved |= done.generation != generation
        return wanted - none, none, failed, moved

    def _is_good(self, address: str, generation: Generation) -> bool:
        """Whether all files of an address are of this generation, and on the disk as they should be."""
        entries = self.found.get(address, {})
        return bool(entries) and all(one.made == generation.name for one in entries.values()) and self._holds(entries.values())

    def _holds(self, entries: Iterable[Entry]) -> bool:
        return all(self.folder.sha256(entry.path) == entry.sha256 for entry in entries)

    def _take(self, done: Done) -> None:
        """Write what was made. The manifest is first to know, so that no file of ours is ever unknown to it."""
        bodies: dict[str, bytes] = {}
        known: list[Entry] = []
        for copy in done.copies:
            old = self.found.get(copy.path, {})
            beyond = said(copy).beyond(self.usual(copy.path))
            same = "identity" in old and old["identity"].sha256 == copy.digest and self._holds(old.values())
            about = {"day": copy.day.isoformat(), "made": done.generation.name, "beyond": beyond}
            if same:  # packed as it was, perhaps smaller than now
                entries = {coding: replace(entry, **about) for coding, entry in old.items()}
            else:
                entries = {entry.coding: entry for entry, body in self._files(copy, about, bodies)}
            self.found[copy.path] = entries
            known += entries.values()
        self._journal(known)
        for path, body in bodies.items():
            self.folder.write(path, body)
            self.written.add(path)

    def _files(self, copy: Copy, about: dict, bodies: dict[str, bytes]) -> Iterator[tuple[Entry, bytes]]:
        """The files of a copy: as it is, and packed."""
        for coding in dict.fromkeys(("identity", *copy.packed)):
            path, body = file_of(copy.path, coding), copy.body(coding)
            self._claim(path)
            bodies[path] = body
            yield Entry(path, copy.path, sha256(body).hexdigest(), len(body), coding, **about), body

    def _claim(self, path: str) -> None:
        if path not in self.entries and self.folder.has(path):
            raise Refused(f"{path} is there already, and no manifest lists it")

    def _journal(self, known: list[Entry]) -> None:
        """Tell the manifest of files before they are written; the first time, that the export is not whole any more."""
        fresh = [entry for entry in known if self.entries.get(entry.path) != entry]
        if not fresh:
            return
        self._begin()
        self.entries |= {entry.path: entry for entry in fresh}
        self.folder.add(manifest.NAME, "".join(entry.line() for entry in fresh).encode())

    def _begin(self) -> None:
        if not self.begun:
            lines = "".join(entry.line() for entry in self.entries.values())
            self.folder.write(manifest.NAME, (manifest.head(False, site=self.rules.site) + lines).encode())
            self.begun = True

    def _remove(self, wanted: set[str]) -> int:
        """Take away what is public no more; nothing else."""
        gone = [path for path in self.entries if path not in wanted and path != nginx.NAME]
        if gone:
            self._begin()
        removed = sum(self.folder.remove(path) for path in gone)
        for path in gone:
            del self.entries[path]
        return removed

    def _configure(self) -> None:
        """The configuration of the web server, by what is there now."""
        beyond = {entry.address: entry.beyond for entry in self.entries.values() if entry.beyond}
        body = nginx.configuration(replace(self.rules, beyond=beyond)).encode()
        digest = sha256(body).hexdigest()
        if self.folder.sha256(nginx.NAME) == digest and nginx.NAME in self.entries:
            return
        self._claim(nginx.NAME)
        self._journal([Entry(nginx.NAME, "", digest, len(body), "identity", day="", made="")])
        self.folder.write(nginx.NAME, body)
        self.written.add(nginx.NAME)

    def _finish(self, generation: Generation, whole: bool) -> None:
        about = {"site": self.rules.site, "day": generation.day.isoformat(), "made": generation.name, "files": len(self.entries)}
        lines = [manifest.head(whole, **about), *(entry.line() for _, entry in sorted(self.entries.items()))]
        text = "".join(lines)
        if text != self.kept:
            self.folder.settle()  # all files are on the disk before the manifest says so
            self.folder.write(manifest.NAME, text.encode())
            self.folder.settle()

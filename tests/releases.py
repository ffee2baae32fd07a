"""A release to seed from: a copy of the shipped fixtures that a test can change, and what editors do meanwhile."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import polib
import yaml
from django.conf import settings as active
from django.db import models
from snapshots import content

from config.languages import LANGUAGES
from delivery.door import writing
from delivery.models import content_version
from guide.models import StepPoint
from translations import fixtures, po
from translations.content import Kind, kinds
from translations.fixtures import dump
from translations.models import SeededValue

POINT = "offer-ask-partner"
SHIPPED = active.FIXTURE_ROOT  # also while a test has another one
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Fixtures:
    """A copy of the shipped fixtures that a test can change, as a new release would."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(SHIPPED, root)

    def read(self, file: str) -> list[dict]:
        return yaml.load((self.root / file).read_text(encoding="utf-8"), Loader=LOADER)

    def write(self, file: str, rows: object) -> None:
        text = yaml.dump(rows, Dumper=DUMPER, allow_unicode=True, sort_keys=False)
        (self.root / file).write_text(text, encoding="utf-8")

    def change(self, file: str, key: str, **values) -> None:
        rows = self.read(file)
        next(row for row in rows if row["key"] == key).update(values)
        self.write(file, rows)

    def add(self, file: str, **row) -> None:
        self.write(file, [*self.read(file), row])

    def remove(self, file: str, *keys: str) -> None:
        rows = self.read(file)
        assert set(keys) <= {row["key"] for row in rows}
        self.write(file, [row for row in rows if row["key"] not in keys])

    def translate(self, language: str, context: str, text: str, source: str = "") -> None:
        entry = self.entry(language, context) or polib.POEntry(msgctxt=context, msgid=source)
        entry.msgstr = text
        self.put(language, entry)

    def entry(self, language: str, context: str) -> polib.POEntry | None:
        """One entry of the file of a language, read without the others; None if there is none of this name."""
        block = self._blocks(language).get(context)
        return polib.pofile(block, wrapwidth=0)[0] if block else None

    def put(self, language: str, entry: polib.POEntry) -> None:
        """Write one entry, new or in place of the one of its name; all others stay letter by letter."""
        blocks = self._blocks(language) | {entry.msgctxt: entry.__unicode__(wrapwidth=0).rstrip("\n")}
        self._file(language).write_text("\n\n".join(blocks.values()) + "\n", encoding="utf-8")

    def _blocks(self, language: str) -> dict[str, str]:
        """The text of each entry by its name; the head of the file has none."""
        blocks = self._file(language).read_text(encoding="utf-8").rstrip("\n").split("\n\n")
        names = (re.search(r'^msgctxt "(.*)"$', block, re.M) for block in blocks)
        return {name[1] if name else "": block for name, block in zip(names, blocks, strict=True)}

    def _file(self, language: str) -> Path:
        return self.root / "text" / f"{language}.po"


_shipped: dict[str, object] = {}  # what a parser made of a file


def parse_once(monkeypatch) -> None:
    """What stands in a file as it was shipped is parsed once for all tests: a release has fifty, of which a test changes a few."""
    load_rows, load_words = fixtures.load, po.load

    def kept(file: str, path: Path, load: Callable[[], object]) -> object:
        shipped = SHIPPED / file
        if not path.is_file() or not shipped.is_file() or path.read_bytes() != shipped.read_bytes():
            return load()
        if file not in _shipped:
            _shipped[file] = load()
        return _shipped[file]

    def rows(kind: Kind, root: Path | None = None) -> list[dict]:
        return kept(kind.file, (root or active.FIXTURE_ROOT) / kind.file, lambda: load_rows(kind, root))

    def words(path: Path) -> dict[str, polib.POEntry]:
        return kept(f"text/{path.name}", path, lambda: load_words(path))

    monkeypatch.setattr(fixtures, "load", rows)
    monkeypatch.setattr(po, "load", words)


def state() -> dict:
    """All content, what is remembered of it, and its version."""
    seeded = SeededValue.objects.order_by("item", "field", "language").values_list("item", "field", "language", "value")
    return content() | {"seeded": list(seeded), "version": content_version()}


def files() -> dict:
    """The fixtures that the database would write."""
    return {kind.label: dump(kind) for kind in kinds()} | {row.code: po.dump(row) for row in LANGUAGES[1:]}


def edit(model, key: str, **values) -> None:
    """What an editor does in the admin: one row, through the door."""
    with writing():
        row = models.QuerySet(model).get(key=key)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def delete(model, **where) -> None:
    with writing():
        model.objects.filter(**where).delete()


def point(key: str = POINT) -> StepPoint:
    return StepPoint.objects.get(key=key)


def total(report) -> int:
    return sum((report.created + report.changed + report.removed).values())

"""A release to seed from: a copy of the shipped fixtures that a test can change, and what editors do meanwhile."""

import shutil
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
from translations import po
from translations.content import kinds
from translations.fixtures import dump
from translations.models import SeededValue

POINT = "offer-ask-partner"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Fixtures:
    """A copy of the shipped fixtures that a test can change, as a new release would."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(active.FIXTURE_ROOT, root)

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
        path = self.root / "text" / f"{language}.po"
        catalog = polib.pofile(str(path))
        entry = next((entry for entry in catalog if entry.msgctxt == context), None)
        if entry is None:
            entry = polib.POEntry(msgctxt=context, msgid=source)
            catalog.append(entry)
        entry.msgstr = text
        catalog.save(str(path))


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

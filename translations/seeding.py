"""The seed: fills an empty database from the fixtures, and upgrades a used one without touching what an editor wrote."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db import models

from config.languages import LANGUAGES, SOURCE
from delivery.door import writing
from translations import fixtures
from translations.content import Kind, as_text, column, default, from_text, kinds, stored
from translations.models import SeededValue

Slot = tuple[str, str]  # (field, language); the language is "" for what is no word
Texts = dict[Slot, str]  # every value of a row as text, see content.as_text


@dataclass
class Report:
    """What a seed did: how many rows it created, changed and removed, and what it left as an editor had made it."""

    created: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    removed: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


def seed(root: Path | None = None) -> Report:
    """Bring the fixtures into the database, whole or not at all. What an editor changed, added or deleted stays; the report lists it."""
    report = Report()
    with writing():
        words = {language.code: fixtures.load_words(language.code, root) for language in LANGUAGES if language != SOURCE}
        for kind in kinds():
            rows = fixtures.load(kind, root)
            wanted = folded_texts(kind, rows) if kind.fold else {row["key"]: fixture_texts(kind, row, words) for row in rows}
            _Seeding(kind, report).bring(wanted)
    return report


def fixture_texts(kind: Kind, row: dict, words: dict[str, dict]) -> Texts:
    """Every value of one row of a fixture, its words in every language."""
    if stray := set(row) - {field_.name for field_ in kind.plain} - set(kind.words):
        raise fixtures.FixtureError(f"{kind.file}: {row['key']} has unknown fields: {', '.join(sorted(stray))}")
    texts = {(field_.name, ""): as_text(field_, row.get(field_.name, default(field_))) for field_ in kind.plain}
    for name in kind.words:
        texts[(name, SOURCE.code)] = row.get(name) or ""
        for language, entries in words.items():
            entry = entries.get(fixtures.context(kind, row["key"], name))
            texts[(name, language)] = entry.msgstr if entry else ""
    return texts


def folded_texts(kind: Kind, rows: list[dict]) -> dict[str, Texts]:
    """The same for rows that are written as one mapping a parent."""
    fold, wanted = kind.fold, {}
    for row in rows:
        parent = row[fold.parent]
        for child, value in row["values"].items():
            slots = {
                (fold.parent, ""): parent,
                (fold.child, ""): child,
                (fold.value, ""): "" if value is None else str(value),
            }
            wanted[f"{parent}:{child}"] = slots
    return wanted


class _Seeding:
    """The seeding of one kind: what the fixtures want, what the database has, what the seed wrote the last time."""

    def __init__(self, kind: Kind, report: Report):
        self.kind, self.report = kind, report
        self.present = {self.key(row): row for row in kind.rows()}
        self.known: dict[str, Texts] = {}
        for seeded in SeededValue.objects.filter(item__startswith=f"{kind.label}/"):
            self.known.setdefault(seeded.item.split("/", 1)[1], {})[(seeded.field, seeded.language)] = seeded.value
        self.keys = cache(self._keys)

    def key(self, row: models.Model) -> str:
        if not self.kind.fold:
            return row.key
        parent, child = getattr(row, self.kind.fold.parent).key, getattr(row, self.kind.fold.child).key
        return f"{parent}:{child}"

    def bring(self, wanted: dict[str, Texts]) -> None:
        """Create, upgrade and retire rows until the database has what the fixtures want and editors have not decided otherwise."""
        written: dict[str, Texts] = {}
        fresh: dict[str, Texts] = {}
        for key, texts in wanted.items():
            if key in self.present:
                written[key] = self.upgrade(self.present[key], texts, self.known.get(key, {}))
            elif key in self.known:
                self.report.kept.append(f"{self.kind.item(key)}: deleted here, not brought back")
            else:
                fresh[key] = written[key] = texts
        self.create(fresh)
        for key in self.known.keys() - wanted.keys():
            self.retire(key)
        self.remember({key: texts for key, texts in written.items() if texts != self.known.get(key)})

    def create(self, fresh: dict[str, Texts]) -> None:
        rows = {}
        for key, texts in fresh.items():
            rows[key] = row = self.kind.model()
            self.set(row, texts)
            if self.points_to_itself:
                row.save()
                self.keys.cache_clear()
        if not self.points_to_itself:
            self.kind.model.objects.bulk_create(rows.values())
        for key, row in rows.items():
            self.relate(row, fresh[key])
        self.report.created[self.kind.label] += len(rows)

    def upgrade(self, row: models.Model, wanted: Texts, known: Texts) -> Texts:
        """Write into a row what nobody has edited since the last seed; what is remembered of it afterwards."""
        current = self.current(row)
        remembered, changes = dict(known), {}
        for slot, text in wanted.items():
            if current[slot] == text:
                remembered[slot] = text
            elif slot in known and current[slot] == known[slot]:
                changes[slot] = remembered[slot] = text
            else:
                self.report.kept.append(f"{self.kind.item(self.key(row))}/{'/'.join(filter(None, slot))}: edited here, kept")
        if changes:
            self.set(row, changes)
            row.save()
            self.relate(row, changes)
            self.report.changed[self.kind.label] += 1
        return remembered

    def retire(self, key: str) -> None:
        """A row that the fixtures no longer have: gone if nobody edited it, otherwise kept and listed."""
        row = self.present.get(key)
        if row is not None and any(self.current(row).get(slot) != text for slot, text in self.known[key].items()):
            self.report.kept.append(f"{self.kind.item(key)}: no longer in the fixtures, but edited here, kept")
            return
        if row is not None:
            row.delete()
            self.report.removed[self.kind.label] += 1
        SeededValue.objects.filter(item=self.kind.item(key)).delete()

    def current(self, row: models.Model) -> Texts:
        """Every value of a row of the database."""
        texts = {(field_.name, ""): as_text(field_, stored(row, field_)) for field_ in self.kind.plain}
        return texts | {
            (name, language.code): getattr(row, column(name, language.code)) or ""
            for name in self.kind.words
            for language in LANGUAGES
        }

    def set(self, row: models.Model, texts: Texts) -> None:
        """Put values on a row, all but its relations to many."""
        for (name, language), text in texts.items():
            field_ = self.kind.model._meta.get_field(name)
            if language:
                setattr(row, column(name, language), text)
            elif isinstance(field_, models.ForeignKey):
                setattr(row, field_.attname, self.keys(field_)[text] if text else None)
            elif not field_.many_to_many:
                setattr(row, name, from_text(field_, text))

    def relate(self, row: models.Model, texts: Texts) -> None:
        """Put its relations to many on a saved row."""
        for field_ in self.kind.model._meta.many_to_many:
            if (field_.name, "") in texts:
                getattr(row, field_.name).set([self.keys(field_)[key] for key in texts[(field_.name, "")].split()])

    @property
    def points_to_itself(self) -> bool:
        return any(field_.related_model is self.kind.model for field_ in self.kind.plain if field_.is_relation)

    def _keys(self, field_: models.ForeignKey | models.ManyToManyField) -> "_Keys":
        target = "pk" if field_.many_to_many else field_.target_field.name
        return _Keys(f"{self.kind.file}: {field_.name}", models.QuerySet(field_.related_model).values_list("key", target))

    def remember(self, written: dict[str, Texts]) -> None:
        SeededValue.objects.filter(item__in=[self.kind.item(key) for key in written]).delete()
        SeededValue.objects.bulk_create(
            [
                SeededValue(item=self.kind.item(key), field=name, language=language, value=text)
                for key, texts in written.items()
                for (name, language), text in texts.items()
            ],
            batch_size=2000,
        )


class _Keys(dict):
    """What a key stands for in the database; a key that is not there is the fixture's error."""

    def __init__(self, where: str, pairs):
        super().__init__(pairs)
        self.where = where

    def __missing__(self, key: str):
        raise fixtures.FixtureError(f"{self.where} names {key}, which is not there")

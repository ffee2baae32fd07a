"""The seed: fills an empty database from the fixtures, and upgrades a used one without touching what an editor wrote."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db import models

from config.languages import LANGUAGES, SOURCE
from delivery.door import writing
from translations import origins
from translations.content import Kind, as_text, column, default, from_text, stored
from translations.fixtures import Slot, Texts, read
from translations.models import SeededValue


@dataclass
class Report:
    """What a seed did: how many rows it created, changed and removed, and what it left as an editor had made it."""

    created: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    removed: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


def seed(root: Path | None = None) -> Report:
    """Bring the fixtures into the database, whole or not at all. What an editor changed, added or deleted stays and is listed.

    A FixtureError names the file, the row and the reason; nothing was changed then.
    """
    report, release = Report(), read(root)
    with writing():
        seedings = []
        for kind, rows in release.rows.items():
            seedings.append(_Seeding(kind, report, release.origins))
            seedings[-1].bring(rows)
        for seeding in reversed(seedings):  # what belongs to a row leaves before it
            seeding.retire(release.rows[seeding.kind])
    return report


class _Seeding:
    """The seeding of one kind: what the fixtures want, what the database has, what the seed wrote the last time."""

    def __init__(self, kind: Kind, report: Report, made_from: dict[str, Texts]):
        self.kind, self.report, self.made_from = kind, report, made_from
        self.present = {self.key(row): row for row in kind.rows()}
        self.known: dict[str, Texts] = {}
        self.sources: dict[str, Texts] = {}  # the English that the last release says a translation was made from
        for seeded in SeededValue.objects.filter(item__startswith=f"{kind.label}/"):
            key, slot = seeded.item.split("/", 1)[1], (seeded.field, seeded.language)
            self.known.setdefault(key, {})[slot] = seeded.value
            if seeded.source:
                self.sources.setdefault(key, {})[slot] = seeded.source
        self.written: dict[str, Texts] = {}  # what this seed wrote
        self.slots = {slot for texts in self.known.values() for slot in texts}  # a language that is new has none yet
        self.keys = cache(self._keys)

    def key(self, row: models.Model) -> str:
        if not self.kind.fold:
            return row.key
        parent, child = getattr(row, self.kind.fold.parent).key, getattr(row, self.kind.fold.child).key
        return f"{parent}:{child}"

    def keep(self, key: str, why: str, slot: Slot = ("", "")) -> None:
        self.report.kept.append("/".join(filter(None, (self.kind.item(key), *slot))) + f": {why}")

    def bring(self, wanted: dict[str, Texts]) -> None:
        """Create and upgrade rows until the database has what the fixtures want and editors have not decided otherwise."""
        written: dict[str, Texts] = {}
        fresh: dict[str, Texts] = {}
        for key, texts in wanted.items():
            if key in self.present:
                written[key] = self.upgrade(self.present[key], texts, self.known.get(key, {}))
            elif key in self.known:
                self.keep(key, "deleted here, not brought back")
            else:
                fresh[key] = texts
        written |= self.create(fresh)
        if self.kind.words:
            self.settle(wanted)
        sources = {key: self.made_of(key, texts, wanted[key]) for key, texts in written.items()}
        changed = {key for key in written if (written[key], sources[key]) != (self.known.get(key), self.sources.get(key, {}))}
        self.remember({key: written[key] for key in changed}, sources)

    def create(self, fresh: dict[str, Texts]) -> dict[str, Texts]:
        """Create rows, those that others of their kind point to first; which ones. Those below a row deleted here wait."""
        created: dict[str, Texts] = {}
        while ready := {key: texts for key, texts in fresh.items() if key not in created and not self.lost(texts)}:
            rows = {key: self.kind.model() for key in ready}
            for key, row in rows.items():
                self.set(row, ready[key])
            self.kind.model.objects.bulk_create(rows.values())
            for key, row in rows.items():
                self.relate(row, ready[key])
            self.keys.cache_clear()
            self.present |= rows
            created |= ready
        self.written |= created
        for key in fresh.keys() - created.keys():
            self.keep(key, f"not brought, since it belongs to {self.lost(fresh[key])}, which was deleted here")
        self.report.created[self.kind.label] += len(created)
        return created

    def upgrade(self, row: models.Model, wanted: Texts, known: Texts) -> Texts:
        """Write into a row what nobody has edited since the last seed; what is remembered of it afterwards."""
        current = self.current(row)
        remembered, changes = dict(known), {}
        for slot, text in wanted.items():
            untouched = known.get(slot, None if slot in self.slots else self.blank(slot))
            if current[slot] == text:
                remembered[slot] = text
            elif current[slot] != untouched:
                self.keep(self.key(row), "edited here, kept", slot)
            elif lost := self.lost({slot: text}):
                self.keep(self.key(row), f"kept, since {lost} was deleted here", slot)
            else:
                changes[slot] = remembered[slot] = text
        if changes:
            self.written[self.key(row)] = changes
            self.set(row, changes)
            row.save()
            self.relate(row, changes)
            self.report.changed[self.kind.label] += 1
        return remembered

    def settle(self, wanted: dict[str, Texts]) -> None:
        """Remember from which English the translations were made: the release's word for its own, an editor's for theirs."""
        items = {self.kind.item(key): key for key in wanted if key in self.present}
        recorded, made = origins.known(items), {}
        for item, key in items.items():
            row, before = self.present[key], recorded.get(item, {})
            for slot in (slot for slot in wanted[key] if slot[1] not in ("", SOURCE.code)):
                text, now = origins.word(row, *slot), before.get(slot)
                if not text:
                    found = None
                elif text != wanted[key][slot]:  # an editor's; not known from which English only before this was remembered
                    found = now if now is not None else self.known.get(key, {}).get((slot[0], SOURCE.code), "")
                elif slot in self.written.get(key, {}) or not now or now == self.sources.get(key, {}).get(slot):
                    found = self.made_from[item][slot]
                else:
                    found = now
                if found != now:
                    made.setdefault(item, {})[slot] = found
        origins.record(made)

    def made_of(self, key: str, texts: Texts, wanted: Texts) -> Texts:
        """From which English the remembered translations of a row were made, as a release said."""
        said, before = self.made_from.get(self.kind.item(key), {}), self.sources.get(key, {})
        found = {slot: (said if texts[slot] == wanted.get(slot) else before).get(slot, "") for slot in texts}
        return {slot: source for slot, source in found.items() if source}

    def retire(self, wanted: dict[str, Texts]) -> None:
        """Take away the rows that the fixtures no longer have, unless they were changed here or something here needs them."""
        leaving = [key for key in self.known if key not in wanted]
        while staying := [key for key in leaving if not self.leave(key)]:
            if staying == leaving:
                break
            leaving = staying  # what belonged to them may be gone now
        for key in staying:
            self.keep(key, "no longer in the fixtures, but something here belongs to it, kept")

    def leave(self, key: str) -> bool:
        """Take one row away; whether its case is closed."""
        row = self.present.get(key)
        if row is not None and any(self.current(row).get(slot) != text for slot, text in self.known[key].items()):
            self.keep(key, "no longer in the fixtures, but edited here, kept")
            return True
        if row is not None:
            pointing = ((relation.related_model, relation.field.name) for relation in self.kind.model._meta.related_objects)
            if any(models.QuerySet(model).filter(**{name: row}).exists() for model, name in pointing):
                return False
            row.delete()
            self.report.removed[self.kind.label] += 1
        SeededValue.objects.filter(item=self.kind.item(key)).delete()
        return True

    def lost(self, texts: Texts) -> str:
        """The key of a row to which these values point and which an editor has deleted; empty if there is none."""
        pointers = (field_ for field_ in self.kind.plain if isinstance(field_, models.ForeignKey))
        named = ((field_, texts.get((field_.name, ""))) for field_ in pointers)
        return next((key for field_, key in named if key and key not in self.keys(field_)), "")

    def blank(self, slot: Slot) -> str:
        """The value of a field into which nobody has written."""
        name, language = slot
        field_ = self.kind.model._meta.get_field(name)
        return "" if language else as_text(field_, default(field_))

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
                keys = self.keys(field_)  # without what an editor has deleted
                getattr(row, field_.name).set([keys[key] for key in texts[(field_.name, "")].split() if key in keys])

    def _keys(self, field_: models.ForeignKey | models.ManyToManyField) -> dict[str, object]:
        """What the keys of the rows that a field can point to stand for in the database."""
        target = "pk" if field_.many_to_many else field_.target_field.name
        return dict(models.QuerySet(field_.related_model).values_list("key", target))

    def remember(self, written: dict[str, Texts], sources: dict[str, Texts]) -> None:
        SeededValue.objects.filter(item__in=[self.kind.item(key) for key in written]).delete()
        SeededValue.objects.bulk_create(
            [
                SeededValue(
                    item=self.kind.item(key), field=slot[0], language=slot[1], value=text, source=sources[key].get(slot, "")
                )
                for key, texts in written.items()
                for slot, text in texts.items()
            ],
            batch_size=2000,
        )

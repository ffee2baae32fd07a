"""Bringing a file of figures in: read it with the labels that editors have taught, keep it as a change set, check it."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from django.db.models import QuerySet

from delivery.door import writing
from sources.models import Source
from stats import changes
from stats.importing.checking import Check, check
from stats.importing.grid import MOST_BYTES
from stats.importing.labels import Vocabulary, normal
from stats.importing.reading import Found, Unknown, read_file
from stats.importing.troubles import TOO_MANY_BYTES, Refused
from stats.models import Category, ChangeSet, Edition, Table
from stats.queries import edition_key, last_day

__all__ = ["LEFT_OUT", "Refused", "bounded", "bring_in", "checked", "choices", "learn", "reread", "vocabulary"]

LEFT_OUT = "*"  # in place of a category: the label is passed over
TABLES = {"status": ("residents",), "country": ("trainees",), "key": ()}
KINDS_OF_STAGE = {"イ": "individual-enterprise", "ロ": "supervising-organization"}
STAGES = {
    normal(f"技能実習{number}号{sign}"): f"technical-intern-training-{number}-{kind}"
    for number in (1, 2, 3)
    for sign, kind in KINDS_OF_STAGE.items()
}


def imports(most: int = 50) -> QuerySet:
    """The imports so far, the newest first, with who made and who decided on them."""
    return ChangeSet.objects.select_related("made_by", "decided_by", "source")[:most]


def sources() -> QuerySet:
    """Where official figures come from."""
    return Source.objects.filter(kind=Source.Kind.STATISTICS)


def vocabulary() -> Vocabulary:
    """What the import knows: every Japanese name of a row and every label that an editor has added to it."""
    known: dict[str, dict[str, str]] = {}
    keys: dict[str, set[str]] = {}
    for table, key, japanese, aliases in Category.objects.values_list("table__key", "key", "name_ja", "aliases"):
        keys.setdefault(table, set()).add(key)
        for label in filter(None, (japanese, *aliases.splitlines())):
            known.setdefault(table, {})[normal(label)] = key
    left_out = {
        normal(label) for text in Table.objects.values_list("left_out", flat=True) for label in text.splitlines() if label
    }
    return Vocabulary(
        statuses=known.get("residents", {}),
        stages=STAGES,
        countries=known.get("trainees", {}),
        ignored=frozenset(left_out),
        templates={table: frozenset(found) for table, found in keys.items()},
    )


def bounded(file) -> bytes:
    """The bytes of an uploaded file; Refused above the bound, before all of it is in memory."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused(TOO_MANY_BYTES, detail=str(MOST_BYTES))
    return data


def bring_in(name: str, data: bytes, source, user) -> ChangeSet:
    """Read a file and keep what it would change as a draft. Refused if it is no file of figures; nothing is kept then."""
    found = read_file(name, data, vocabulary())
    change = ChangeSet(
        file_name=name[:200], digest=sha256(data).hexdigest(), layout=found.layout, source=source, raw=data, made_by=user
    )
    _keep(change, found)
    return change


def reread(change: ChangeSet) -> Found:
    """Read the kept file again with what editors have taught since, and compare it with what is public now."""
    found = read_file(change.file_name, bytes(change.raw), vocabulary())
    if not change.new or found.unknown or found.troubles:
        _keep(change, found)
    return found


def _keep(change: ChangeSet, found: Found) -> None:
    """What the file would change. As long as something in it is unknown or wrong it would change nothing."""
    tables = set(Table.objects.values_list("key", flat=True))
    every = {edition_key(table, day): whole(table, values) for (table, day), values in found.editions.items() if table in tables}
    change.new = {} if found.unknown or found.troubles else changes.changed(every)
    change.before = changes.present(list(change.new))
    change.save()


def whole(table: str, values: Mapping[str, int | None]) -> dict[str, int | None]:
    """The figures in the order of the rows. Where the known parts make the total, what the file does not count is zero."""
    rows = dict(Category.objects.filter(table__key=table).order_by("order", "key").values_list("key", "role"))
    total = next((values.get(key) for key, role in rows.items() if role == Category.Role.TOTAL), None)
    known = sum(value for key, value in values.items() if value is not None and rows.get(key) == Category.Role.PART)
    if total is not None and known == total:
        return {key: values.get(key) or 0 for key in rows}
    return {key: values[key] for key in rows if key in values}


def checked(change: ChangeSet, day: date) -> tuple[Check, ...]:
    """What the checks say of a change set beside everything that is public."""
    published = list(Edition.objects.filter(state=Edition.State.PUBLISHED).values_list("key", flat=True))
    old = {last_day(key): values or {} for key, values in changes.present(published).items()}
    new = {last_day(key): values for key, values in change.new.items()}
    totals = dict(Category.objects.filter(role=Category.Role.TOTAL).values_list("table__key", "key"))
    return check(new, old, totals, day)


def choices(kind: str) -> list[tuple[str, str]]:
    """The rows that a label may be: (key, name)."""
    found = Category.objects.filter(table__key__in=TABLES[kind], role=Category.Role.PART).order_by("table__order", "order")
    return [(row.key, f"{row.name_ja or row.key} {row.label or row.iso}".strip()) for row in found]


def learn(answers: Mapping[Unknown, str]) -> None:
    """Remember for every later file which row a label is, or that it is left out."""
    with writing():
        for unknown, answer in answers.items():
            if answer == LEFT_OUT:
                table = Table.objects.get(key=TABLES[unknown.kind][0])
                table.left_out = _with(table.left_out, unknown.label)
                table.save()
            elif answer:
                category = Category.objects.get(key=answer)
                category.aliases = _with(category.aliases, unknown.label)
                category.save()


def _with(lines: str, label: str) -> str:
    kept: Iterable[str] = dict.fromkeys([*lines.splitlines(), label])
    return "\n".join(kept)

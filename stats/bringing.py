"""Bringing a file of figures in: read it with the labels that editors have taught, keep it as a change set, check it."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from django.db.models import QuerySet

from sources.models import Source
from stats import changes
from stats.importing.checking import Check, check
from stats.importing.grid import MOST_BYTES
from stats.importing.labels import Vocabulary, normal, whole_of
from stats.importing.reading import Found, read_file
from stats.importing.troubles import TOO_MANY_BYTES, Refused
from stats.models import Category, ChangeSet, Edition, Figure, Table
from stats.queries import edition_key, last_day

__all__ = ["Refused", "bounded", "bring_in", "checked", "reread", "vocabulary"]


def imports(most: int = 50) -> QuerySet:
    """The imports so far, the newest first, with who made and who decided on them."""
    return ChangeSet.objects.select_related("made_by", "decided_by", "source")[:most]


def sources() -> QuerySet:
    """Where official figures come from."""
    return Source.objects.filter(kind=Source.Kind.STATISTICS)


def vocabulary() -> Vocabulary:
    """What the import knows: the Japanese name of every row that was counted before, and every label that an editor has taught.

    A row that never had a figure is one that is awaited: an editor says so when its label comes.
    """
    known: dict[str, dict[str, str]] = {}
    keys: dict[str, set[str]] = {}
    seen = counted()
    for table, key, japanese, aliases in Category.objects.values_list("table__key", "key", "name_ja", "aliases"):
        keys.setdefault(table, set()).add(key)
        for label in filter(None, (japanese if key in seen else "", *aliases.splitlines())):
            known.setdefault(table, {})[normal(label)] = key
    left_out = {
        normal(label) for text in Table.objects.values_list("left_out", flat=True) for label in text.splitlines() if label
    }
    return Vocabulary(
        statuses=known.get("residents", {}),
        stages={label: key for label, key in known.get("stages", {}).items() if whole_of(label)},
        countries=known.get("trainees", {}),
        ignored=frozenset(left_out),
        templates={table: frozenset(found) for table, found in keys.items()},
    )


def counted() -> set[str]:
    """The rows that ever had a figure; all rows of a table that never had one."""
    found = set(Figure.objects.values_list("category__key", flat=True).distinct())
    tables = set(Edition.objects.filter(figure__isnull=False).values_list("table__key", flat=True))
    return found | set(Category.objects.exclude(table__key__in=tables).values_list("key", flat=True))


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
    """The figures in the order of the rows, parts that only their "of which" rows tell added up from these.

    Where the known parts make the total, what the file does not count is zero; but nothing is said of a row that is awaited.
    """
    found = Category.objects.filter(table__key=table).order_by("order", "key").values_list("key", "role", "whole__key")
    rows = {key: role for key, role, _ in found}
    values = _with_wholes(values, [(key, part) for key, _, part in found if part])
    total = next((values.get(key) for key, role in rows.items() if role == Category.Role.TOTAL), None)
    known = counted() | {key for key, value in values.items() if value is not None}
    parts = {key for key, role in rows.items() if role == Category.Role.PART and key in known}
    if total is not None and sum(values.get(key) or 0 for key in parts) == total:
        values |= {key: values.get(key) or 0 for key in parts}
    return {key: values[key] for key in rows if key in values and key in known}


def _with_wholes(values: Mapping[str, int | None], within: Iterable[tuple[str, str]]) -> dict[str, int | None]:
    """The values, and for each part that they do not know the sum of its "of which" rows, None if one of these is unknown."""
    filled, rows = dict(values), {}
    for key, part in within:
        rows.setdefault(part, []).append(values.get(key))
    for part, counts in rows.items():
        if filled.get(part) is None and any(key in values for key, of in within if of == part):
            filled[part] = None if None in counts else sum(counts)
    return filled


def checked(change: ChangeSet, day: date) -> tuple[Check, ...]:
    """What the checks say of a change set beside everything that is public."""
    published = list(Edition.objects.filter(state=Edition.State.PUBLISHED).values_list("key", flat=True))
    old = {last_day(key): values or {} for key, values in changes.present(published).items()}
    new = {last_day(key): values for key, values in change.new.items()}
    totals = dict(Category.objects.filter(role=Category.Role.TOTAL).values_list("table__key", "key"))
    within = dict(Category.objects.filter(role=Category.Role.OF_WHICH).values_list("key", "whole__key"))
    return check(new, old, totals, day, within)

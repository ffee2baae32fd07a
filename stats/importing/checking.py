"""Whether what was found can be true: within an edition, between tables, and against the editions before. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from stats import half_years
from stats.figures import Table

Values = Mapping[str, int | None]
Editions = Mapping[tuple[str, date], Values]

BLOCK: Literal["block"] = "block"
WARN: Literal["warn"] = "warn"

FUTURE = "future"
DAY = "day"
NO_FIGURE = "no-figure"
NO_TOTAL = "no-total"
SUM = "sum"
ABOVE_TOTAL = "above-total"
ABOVE_WHOLE = "above-whole"
NEGATIVE = "negative"
TABLES_DIFFER = "tables-differ"
CHANGE = "change"
VANISHED = "vanished"
APPEARED = "appeared"
GAP = "gap"

TRAINING = "technical-intern-training"
LARGE = 1_000
MOST_CHANGE = 30  # percent in a year


@dataclass(frozen=True)
class Check:
    """What an editor must see: `block` cannot be saved, `warn` can. `category` is "" for the whole edition.

    sum            the parts come to `sum`, the total is `total`; with parts unknown only if the known ones exceed it
    above-total    one part is `value`, the total is `total`
    above-whole    the rows "of which" of a part come to `sum`, the part is `value`
    tables-differ  trainees are counted otherwise in two tables of one day
    change         from `before` to `now`, by `percent` of what it was
    vanished, appeared  `before` and `now`; what is unknown or not there is left out
    gap            the edition of `missing`, half a year before, is not there
    """

    code: str
    level: Literal["block", "warn"]
    table: str
    as_of: date
    category: str = ""
    detail: Mapping[str, int | str] = field(default_factory=dict, hash=False)


def check(
    new: Editions, old: Editions, totals: Mapping[str, str], today: date, within: Mapping[str, str] = MappingProxyType({})
) -> tuple[Check, ...]:
    """All that is wrong or strange in the new editions, by table and day. Old ones are not looked at for themselves.

    What changed is told of editions only that `old` does not have: an edition that is read again was looked at before.
    `within` tells of a row "of which" in which part it is counted.
    """
    checks: list[Check] = []
    for table, day in sorted(new):
        values = new[table, day]
        checks += _blocks(table, day, _arithmetic(day, values, totals.get(table, ""), within), totals.get(table, ""), today)
        if (table, day) not in old:
            checks += _changes(table, day, values, new, old)
            checks += _gap(table, day, new, old)
    for day in sorted({day for _, day in new}):
        checks += _between_tables(day, new, {**old, **new}, totals)
    return tuple(checks)


def _arithmetic(day: date, values: Values, total_key: str, within: Mapping[str, str]) -> Table:
    """The values as a table: the total, the parts, and the rows that are counted in a part."""
    parts = {key: value for key, value in values.items() if key != total_key and key not in within}
    details: dict[str, dict[str, int | None]] = {}
    for key in values:
        if key in within:
            details.setdefault(within[key], {})[key] = values[key]
    return Table(day, values.get(total_key), parts, details)


def _blocks(table: str, day: date, figures: Table, total_key: str, today: date) -> Iterator[Check]:
    if day > today:
        yield Check(FUTURE, BLOCK, table, day)
    if not half_years.is_end(day):
        yield Check(DAY, BLOCK, table, day)
    if figures.total is None and not figures.known:
        yield Check(NO_FIGURE, BLOCK, table, day)
        return
    if figures.total is None:
        yield Check(NO_TOTAL, BLOCK, table, day, total_key)
    for problem in figures.check():
        found, limit = {
            "sum": ("sum", "total"),
            "above-total": ("value", "total"),
            "above-whole": ("sum", "value"),
            "negative": ("value", ""),
        }[problem.kind]
        yield Check(
            problem.kind, BLOCK, table, day, problem.key, {found: problem.found} | ({limit: problem.limit} if limit else {})
        )


def _between_tables(day: date, new: Editions, every: Editions, totals: Mapping[str, str]) -> Iterator[Check]:
    """Whoever is counted as a trainee in one table is one in the others; told once a day, for the first new table.

    Prefectures come from another file, often later: where only they differ, it is a warning.
    """
    rows = {"residents": TRAINING} | {table: totals.get(table, "") for table in ("stages", "trainees", "prefectures")}
    counts = {table: every.get((table, day), {}).get(row) for table, row in rows.items()}
    known = {table: count for table, count in counts.items() if count is not None}
    fresh = [table for table in rows if (table, day) in new]
    if len(set(known.values())) > 1 and fresh:
        of_one_file = {count for table, count in known.items() if table != "prefectures"}
        yield Check(TABLES_DIFFER, BLOCK if len(of_one_file) > 1 else WARN, fresh[0], day, rows[fresh[0]], known)


def _changes(table: str, day: date, values: Values, new: Editions, old: Editions) -> Iterator[Check]:
    """Against the edition a year before, if there is one.

    Gone is what had people and now is not there or unknown, or what was large and now is zero; come is the reverse.
    """
    if (day.month, day.day) == (2, 29):
        return
    past = (table, day.replace(year=day.year - 1))
    before = new.get(past) or old.get(past)
    if not before:
        return
    for key in dict.fromkeys((*values, *before)):
        was, now = before.get(key), values.get(key)
        detail = {name: count for name, count in (("before", was), ("now", now)) if count is not None}
        if _gone(was, now):
            yield Check(VANISHED, WARN, table, day, key, detail)
        elif _gone(now, was):
            yield Check(APPEARED, WARN, table, day, key, detail)
        elif was and now and max(was, now) >= LARGE and abs(now - was) * 100 > MOST_CHANGE * was:
            size = abs(now - was) * 100 // was
            yield Check(CHANGE, WARN, table, day, key, detail | {"percent": size if now > was else -size})


def _gone(first: int | None, then: int | None) -> bool:
    return bool(first) and (then is None or (then == 0 and first >= LARGE))


def _gap(table: str, day: date, new: Editions, old: Editions) -> Iterator[Check]:
    """The edition half a year before should be there, unless this is the first of its table."""
    earlier = [other for name, other in {**old, **new} if name == table and other < day]
    missing = half_years.before(day)
    if earlier and half_years.is_end(day) and missing not in earlier:
        yield Check(GAP, WARN, table, day, detail={"missing": missing.isoformat()})

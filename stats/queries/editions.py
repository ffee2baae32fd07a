"""What pages read of the official figures. One query a function; what comes back is arithmetic without a database."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from delivery.reading import Reading
from delivery.snapshot import once
from stats import figures, models
from stats.kinds import KINDS
from stats.queries.counting import Count, arithmetic
from stats.queries.drafts import Draft, categories, drafts, edition_key
from translations.columns import rows

DECEMBER = 12
EDITION = ("edition__key", "edition__as_of", "edition__published_on", "edition__table__key", "edition__table__category_kind",
           "edition__table__june_release_month", "edition__table__december_release_month", "edition__table__index__url",
           "edition__source__url", "edition__source__exact", "edition__source__as_of",
           "edition__source__organization__url")  # fmt: skip
WORDS = ("edition__table__title", "edition__source__organization__label", "category__label")


@dataclass(frozen=True)
class Snapshot:
    """One edition of one table: its figures, the names of its categories, and where it comes from."""

    key: str
    table: str
    title: str
    as_of: date
    figures: figures.Table
    total: str  # the key of the total
    categories: dict[str, dict]  # key → {label, iso, name_ja}
    source: dict  # label, url, as_of
    due: date  # last day of the month in which the next edition is expected
    newer_url: str


def readable() -> Q:
    """Which editions a reader sees in the database: those that are published; drafts are read in their place."""
    return Q(state=models.Edition.State.PUBLISHED)


def editions(table: str, reading: Reading) -> list[date]:
    """The days of a table's editions, the newest first; of June and of December."""
    found = QuerySet(models.Edition).filter(readable(), table__key=table).values_list("as_of", flat=True)
    return sorted({*found, *(day for of, day in drafts(reading) if of == table)}, reverse=True)


def edition_paths(reading: Reading | None = None) -> list[str]:
    """The address, below the language, of every edition and country that readers can reach, or would with its drafts."""
    found = QuerySet(models.Edition).filter(state=models.Edition.State.PUBLISHED).order_by("table__order", "-as_of")
    editions = dict.fromkeys([*found.values_list("table__key", "as_of"), *(drafts(reading) if reading else ())])
    pages = [f"statistics/{table}/{day:%Y-%m}/" for table, day in editions]
    return [*pages, *(f"statistics/trainees/from/{country}/" for country in countries_of_origin(reading))]


def ordered_paths() -> list[str]:
    """The address, below the language, of every edition in another order of its rows than the usual one."""
    found = QuerySet(models.Edition).filter(readable()).order_by("table__order", "-as_of")
    editions = found.values_list("table__key", "as_of")
    return [f"statistics/{table}/{day:%Y-%m}/{order}/" for table, day in editions for order in KINDS[table].orders]


ENOUGH = 100  # trainees in any edition, for a page of their country


def countries_of_origin(reading: Reading | None = None) -> list[str]:
    """The keys of the countries that have a page of their own, in the order of the table; those of drafts behind them."""
    found = QuerySet(models.Figure).filter(readable_figures(), value__gte=ENOUGH, category__role="part").exclude(category__iso="")
    keys = found.filter(category__table__key="trainees").order_by("category__order").values_list("category__key", flat=True)
    drafted = [draft for (table, _), draft in (drafts(reading) if reading else {}).items() if table == "trainees"]
    more = {key for draft in drafted for key, value in draft.values.items() if (value or 0) >= ENOUGH}
    countries = QuerySet(models.Category).filter(key__in=more, role="part").exclude(iso="") if more else ()
    return list(dict.fromkeys([*keys, *(row.key for row in countries)]))


def readable_figures() -> Q:
    return Q(edition__state=models.Edition.State.PUBLISHED)


def latest(reading: Reading) -> dict[str, Snapshot]:
    """The newest December edition of every table, by the table's key: what sentences quote. One query for all of them."""
    decembers = readable() & Q(as_of__month=DECEMBER)
    newest = QuerySet(models.Edition).filter(decembers, table=OuterRef("edition__table")).order_by("-as_of").values("pk")[:1]
    found = _snapshots(Q(edition=Subquery(newest)), reading)
    for (table, day), draft in sorted(drafts(reading).items()):
        if day.month == DECEMBER and (table not in found or found[table].as_of <= day):
            found[table] = _drafted(table, day, draft, reading)
    return found


def snapshot(table: str, as_of: tuple[int, int], reading: Reading) -> Snapshot | None:
    """One edition of one table by year and month, or None where readers see no such edition."""
    for (of, day), draft in drafts(reading).items():
        if (of, day.year, day.month) == (table, *as_of):
            return _drafted(table, day, draft, reading)
    chosen = QuerySet(models.Edition).filter(readable(), table__key=table, as_of__year=as_of[0], as_of__month=as_of[1])
    return _snapshots(Q(edition__in=chosen.values("pk")), reading).get(table)


def _snapshots(where: Q, reading: Reading) -> dict[str, Snapshot]:
    plain = (*EDITION, "category__key", "category__role", "category__whole__key", "category__iso", "category__name_ja", "value")
    order = ("edition__table__order", "category__order", "category__key")
    found: dict[str, list[dict]] = {}
    for row in rows(models.Figure, reading.language, words=WORDS, plain=plain, where=where, order=order, needs=()):
        found.setdefault(row["edition__table__key"], []).append(row)
    return {table: _snapshot(table_rows) for table, table_rows in found.items()}


def _snapshot(table_rows: list[dict]) -> Snapshot:
    first = table_rows[0]
    total = next(row for row in table_rows if row["category__role"] == "total")
    counts = [Count(row["category__key"], row["category__role"], row["category__whole__key"], row["value"]) for row in table_rows]
    exact = first["edition__source__exact"]
    return Snapshot(
        key=first["edition__key"],
        table=first["edition__table__key"],
        title=first["edition__table__title"],
        as_of=first["edition__as_of"],
        figures=arithmetic(first["edition__as_of"], counts),
        total=total["category__key"],
        categories={
            row["category__key"]: {name: row[f"category__{name}"] for name in ("label", "iso", "name_ja")} for row in table_rows
        },
        source={
            "label": first["edition__source__organization__label"],
            "url": first["edition__source__url"] if exact else first["edition__source__organization__url"],
            "as_of": first["edition__source__as_of"],
        },
        due=due(
            first["edition__as_of"],
            first["edition__table__june_release_month"],
            first["edition__table__december_release_month"],
        ),
        newer_url=first["edition__table__index__url"] or "",
    )


def _drafted(table: str, as_of: date, draft: Draft, reading: Reading) -> Snapshot:
    """A drafted edition as if it were published."""
    known = categories(table, reading.language)
    total = next(row for row in known if row["role"] == "total")
    counts = [
        Count(row["key"], row["role"], row["whole__key"], draft.values[row["key"]]) for row in known if row["key"] in draft.values
    ]
    return Snapshot(
        key=edition_key(table, as_of),
        table=table,
        title=total["table__title"],
        as_of=as_of,
        figures=arithmetic(as_of, counts),
        total=total["key"],
        categories={row["key"]: {name: row[name] for name in ("label", "iso", "name_ja")} for row in known},
        source=draft.source,
        due=due(as_of, total["table__june_release_month"], total["table__december_release_month"]),
        newer_url=total["table__index__url"] or "",
    )


def due(as_of: date, june_release_month: int, december_release_month: int) -> date:
    """The first day after the month in which the edition that follows `as_of` is expected to be out.

    After a December edition follows that of June, in the same year as its release; after June that of December,
    which comes out in the year after.
    """
    month = june_release_month if as_of.month == DECEMBER else december_release_month
    return date(as_of.year + 1 + month // 12, month % 12 + 1, 1)


def series(table: str, wanted: tuple[str, ...], reading: Reading, month: int = DECEMBER) -> dict[str, figures.Series]:
    """The values of some categories in that month over all editions that readers see; June and December never mix.

    What an edition does not count is unknown there. One query.
    """
    return courses(table, wanted, reading, month)[0]


def courses(table: str, wanted: tuple[str, ...], reading: Reading, month: int) -> tuple[dict[str, figures.Series], list[date]]:
    """The same, and the days of all editions of the table, the newest first: those of the total, if that is wanted. One query."""
    points = once(("points", table, wanted, reading), lambda: _points(table, wanted, reading))
    days = sorted({day for values in points.values() for day in values}, reverse=True)
    return _series(points, month), days


def of_country(country: str, total: str, reading: Reading) -> dict[str, figures.Series] | None:
    """The course of the trainees from a country that has a page, and of all; None for any other. One query, more with drafts."""
    known = None if reading.figures else Q(category__key=total) | Q(category__role="part") & ~Q(category__iso="")
    points = _points("trainees", (total, country), reading, known)
    enough = any((value or 0) >= ENOUGH for value in points[country].values())
    if not enough or country == total or (reading.figures and country not in countries_of_origin(reading)):
        return None
    return _series(points, DECEMBER)


def _series(points: dict[str, dict[date, int | None]], month: int) -> dict[str, figures.Series]:
    own = sorted({day for values in points.values() for day in values if day.month == month})
    return {key: figures.Series(key, tuple((day, values.get(day)) for day in own)) for key, values in points.items()}


def _points(table: str, wanted: tuple[str, ...], reading: Reading, which: Q | None = None) -> dict[str, dict[date, int | None]]:
    """The value of each category by the day of an edition, also of those on their way in; of the categories that are such."""
    known = readable_figures() & (which or Q())
    found = QuerySet(models.Figure).filter(known, edition__table__key=table, category__key__in=wanted)
    points: dict[str, dict[date, int | None]] = {key: {} for key in wanted}
    for key, day, value in found.order_by("edition__as_of").values_list("category__key", "edition__as_of", "value"):
        points[key][day] = value
    for (of, day), draft in drafts(reading).items():
        if of == table:
            for key in points:
                points[key][day] = draft.values.get(key)
    return points

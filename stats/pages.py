"""What a page of statistics shows: rows in the reader's words and formats, sentences as statements, geometry of the charts."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from config.languages import Language
from delivery.reading import Reading
from stats import charts
from stats.figures import Series, ratio
from stats.kinds import BY_NAME, BY_PLACE, BY_SIZE, KINDS, TRAINEES
from stats.queries import DECEMBER, ENOUGH, Snapshot
from stats.values import category_name, is_named
from translations import formats, ordering

SHOWN = 12  # categories that a table names; the rest stand together in one computed row


def shown(snapshot: Snapshot, order: str = BY_SIZE) -> tuple[str, ...]:
    """The categories that the table names: the largest first, trainees always; in another order all that have people."""
    ordered = [key for key in snapshot.figures.ordered() if snapshot.figures.parts[key]]
    kind = KINDS[snapshot.table]
    if kind.in_order or order == BY_PLACE:
        return tuple(key for key in snapshot.categories if key in ordered)
    if order == BY_NAME:
        return tuple(ordered)
    named = ordered[:SHOWN] if len(ordered) > SHOWN + 1 else ordered
    return (*named, TRAINEES) if TRAINEES in ordered and TRAINEES not in named else tuple(named)


def table_rows(snapshot: Snapshot, language: Language, order: str = BY_SIZE) -> list[dict]:
    """The rows of the table: parts with what is counted in them, the computed remainder, the total. Shares are of the total."""
    keys = shown(snapshot, order)
    if order == BY_NAME:
        keys = tuple(sorted(keys, key=lambda key: ordering.key(category_name(snapshot, key, language), language)))
    rows = [row for key in keys for row in _part_rows(snapshot, key, language)]
    return [*rows, *_rest_rows(snapshot, keys, language), _total_row(snapshot, language)]


def _part_rows(snapshot: Snapshot, key: str, language: Language) -> list[dict]:
    """The row of a part, and of what is counted in it already; a country may have a page."""
    table = snapshot.figures
    own = _row(snapshot, key, table.parts[key], table.share(key), language) | {"url": _origin_page(snapshot, key, language)}
    details = table.details.get(key, {})
    shares = {detail: ratio(value, table.total) for detail, value in details.items()}
    inner = [_row(snapshot, detail, value, shares[detail], language) | {"is_detail": True} for detail, value in details.items()]
    return [own, *inner]


def _rest_rows(snapshot: Snapshot, keys: tuple[str, ...], language: Language) -> list[dict]:
    """The row for all that are not named, where there are such."""
    table = snapshot.figures
    rest, others = table.remainder(keys), sum(1 for value in table.parts.values() if value) - len(keys)
    if others <= 0 or rest is None or rest < 0:  # below zero only where a draft does not add up
        return []
    row = _row(snapshot, "", rest, ratio(rest, table.total), language)
    return [row | {"key": "rest", "is_rest": True, "others": formats.number(others, language)}]


def _total_row(snapshot: Snapshot, language: Language) -> dict:
    """The row of the total, whose name is a word of the page."""
    row = _row(snapshot, snapshot.total, snapshot.figures.total, None, language)
    name_ja = _japanese_name(snapshot, snapshot.total, language)
    return row | {"name": "", "name_ja": name_ja, "is_japanese": False, "is_total": True}


def _japanese_name(snapshot: Snapshot, key: str, language: Language) -> str:
    """What stands beside the name of a row, where that is not Japanese itself."""
    return "" if language.japanese else snapshot.categories[key]["name_ja"]


def _origin_page(snapshot: Snapshot, key: str, language: Language) -> str:
    """The address of the page of a country whose trainees are enough for one, or ""."""
    enough = (snapshot.figures.parts[key] or 0) >= ENOUGH
    country = snapshot.table == "trainees" and snapshot.categories[key]["iso"]
    return f"/{language.code}/statistics/trainees/from/{key}/" if country and enough else ""


def dates(days: list[date], current: date, base: str, language: Language) -> list[dict]:
    """The editions with their addresses below `base`, the newest first: {label, url, current, december}."""
    return [
        {
            "label": formats.month(day, language),
            "url": f"{base}{day:%Y-%m}/",
            "current": day == current,
            "december": day.month == DECEMBER,
        }
        for day in days
    ]


def orders(snapshot: Snapshot, current: str, base: str) -> list[dict]:
    """The orders in which the rows can stand, with their addresses: {key, url, current}; none for a table with one order."""
    kinds = KINDS[snapshot.table].orders
    return [
        {"key": order or "by-size", "url": f"{base}{order}/" if order else base, "current": order == current}
        for order in ((BY_SIZE, *kinds) if kinds else ())
    ]


def _row(snapshot: Snapshot, key: str, count: int | None, share: Fraction | None, language: Language) -> dict:
    named = not key or is_named(snapshot, key)
    return {
        "key": key,
        "name": category_name(snapshot, key, language) if key else "",
        "name_ja": _japanese_name(snapshot, key, language) if key and named else "",
        "is_japanese": not named and not language.japanese,
        "count": formats.number(count, language),
        "share": formats.percent(share, language) if share is not None else "",
        "is_total": False,
        "is_rest": False,
        "is_detail": False,
        "others": "",
        "url": "",
    }


def year_rows(whole: Series, parts: list[Series], language: Language) -> list[dict]:
    """One row an edition, the newest first: the total, what the parts counted, and the share of a part that stands alone."""
    rows = []
    for day in reversed(whole.dates):
        own = parts[0].value(day) if len(parts) == 1 else None
        share = ratio(own, whole.value(day))
        rows.append(
            {
                "month": formats.month(day, language),
                "total": formats.number(whole.value(day), language),
                "parts": [formats.number(part.value(day), language) for part in parts],
                "share": formats.percent(share, language) if share is not None else "",
            }
        )
    return rows


def bar_chart(snapshot: Snapshot, language: Language) -> dict:
    """The bars of an edition: geometry with the words of the table's rows, which stand beside each bar.

    All others together have no bar where they are more than the largest: beside them every other bar would be a stub.
    """
    rows = [row | {"url": ""} for row in table_rows(snapshot, language)]  # hidden from screen readers, so nothing to press
    rows = [row for row in rows if not row["is_total"] and not row["is_detail"]]
    rest, largest = snapshot.figures.remainder(shown(snapshot)), max(snapshot.figures.known.values(), default=0)
    rows = [row for row in rows if not row["is_rest"] or rest <= largest]
    values = [rest if row["is_rest"] else snapshot.figures.parts[row["key"]] for row in rows]
    chart = charts.bars(zip((row["key"] for row in rows), values, strict=True))
    return {"geometry": chart, "bars": [{"bar": bar, **row} for bar, row in zip(chart.bars, rows, strict=True)]}


def largest(series: Iterable[Series]) -> int:
    """The largest number of the courses that are drawn together: their common scale. What has no two numbers has no course."""
    return max((value for one in series if len(one.known) > 1 for value in one.known.values()), default=0)


def line_chart(series: Series, language: Language, maximum: int | None = None) -> dict:
    """A series over the years: geometry with formatted numbers and years; `maximum` for several on one scale."""
    chart = charts.lines(series, maximum=maximum)
    return {
        "geometry": chart,
        "ticks": [{"tick": tick, "number": formats.number(tick.value, language)} for tick in chart.ticks],
        "years": [{"year": year, "label": formats.year(year.date.year, language)} for year in chart.years],
    }


def source_line(snapshot: Snapshot, language: Language) -> dict:
    """The computed line under a table: who published the figures, for which day."""
    item = {
        "label": snapshot.source["label"],
        "url": snapshot.source["url"],
        "as_of": formats.partial_date(snapshot.source["as_of"], language),
        "site": False,
    }
    return {
        "items": [item], "more": 0, "more_url": "", "checked": "", "checked_on": "", "rules_until": "",
        "single": False, "inferred": False,
    }  # fmt: skip


def successor(snapshot: Snapshot, reading: Reading, newest: date) -> dict | None:
    """That newer figures should be out by now, for the newest edition, from the day on which that is to be expected."""
    if snapshot.as_of != newest or reading.day < snapshot.due:
        return None
    return {"due": formats.month(snapshot.due - timedelta(days=1), reading.language), "url": snapshot.newer_url}

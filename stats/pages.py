"""What a page of statistics shows: rows in the reader's words and formats, sentences as statements, geometry of the charts."""

from datetime import date, timedelta
from fractions import Fraction

from config.languages import Language
from delivery.reading import Reading
from stats import charts
from stats.figures import Series
from stats.queries import DECEMBER, ENOUGH, Snapshot
from stats.values import TRAINEES, category_name
from translations import formats

SHOWN = 12  # categories that a table names; the rest stand together in one computed row


def shown(snapshot: Snapshot) -> tuple[str, ...]:
    """The categories that the table names, the largest first; trainees always."""
    ordered = [key for key in snapshot.figures.ordered() if snapshot.figures.parts[key]]
    named = ordered[:SHOWN] if len(ordered) > SHOWN + 1 else ordered
    return (*named, TRAINEES) if TRAINEES in ordered and TRAINEES not in named else tuple(named)


def table_rows(snapshot: Snapshot, language: Language) -> list[dict]:
    """The rows of the table: parts, the computed remainder, the total. Shares are of the total; a country may have a page."""
    table = snapshot.figures
    keys = shown(snapshot)
    rows = [
        _row(
            key,
            category_name(snapshot, key, language),
            snapshot.categories[key]["name_ja"],
            table.parts[key],
            table.share(key),
            language,
        )
        | {"url": _origin_page(snapshot, key, language)}
        for key in keys
    ]
    rest = table.remainder(keys)
    others = sum(1 for value in table.parts.values() if value) - len(keys)
    if others > 0 and rest is not None:
        share = Fraction(rest, table.total) if table.total else None
        rows.append(_row("rest", "", "", rest, share, language) | {"is_rest": True, "others": formats.number(others, language)})
    total = _row(snapshot.total, "", snapshot.categories[snapshot.total]["name_ja"], table.total, None, language)
    return [*rows, total | {"is_total": True}]


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


def _row(key: str, name: str, name_ja: str, count: int | None, share: Fraction | None, language: Language) -> dict:
    return {
        "key": key,
        "name": name,
        "name_ja": "" if language.japanese else name_ja,
        "count": formats.number(count, language),
        "share": formats.percent(share, language) if share is not None else "",
        "is_total": False,
        "is_rest": False,
        "others": "",
        "url": "",
    }


def year_rows(series: dict[str, Series], of: str, part: str | None, language: Language) -> list[dict]:
    """One row a year, the newest first: the total, and what a part of it counted, with its share."""
    whole = series[of]
    rows = []
    for day in reversed(whole.dates):
        value, own = whole.value(day), series[part].value(day) if part else None
        share = Fraction(own, value) if own is not None and value else None
        rows.append(
            {
                "year": formats.year(day.year, language),
                "total": formats.number(value, language),
                "part": formats.number(own, language),
                "share": formats.percent(share, language) if share is not None else "",
            }
        )
    return rows


def bar_chart(snapshot: Snapshot, rows: list[dict]) -> dict:
    """The bars of an edition: geometry with the words of the table's rows, which stand beside each bar."""
    rows = [row | {"url": ""} for row in rows if not row["is_total"]]  # hidden from screen readers, so nothing to press
    rest = snapshot.figures.remainder(shown(snapshot))
    values = [rest if row["is_rest"] else snapshot.figures.parts[row["key"]] for row in rows]
    chart = charts.bars(zip((row["key"] for row in rows), values, strict=True))
    return {"geometry": chart, "bars": [{"bar": bar, **row} for bar, row in zip(chart.bars, rows, strict=True)]}


def line_chart(series: Series, language: Language) -> dict:
    """A series over the years: geometry with formatted numbers and years."""
    chart = charts.lines(series)
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


def dataset(snapshot: Snapshot, title: str, description: str, address: str, files: list[dict]) -> dict:
    """schema.org Dataset of an edition."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "url": address,
        "temporalCoverage": snapshot.as_of.isoformat(),
        "spatialCoverage": "Japan",
        "isBasedOn": snapshot.source["url"],
        "distribution": files,
        "creator": {"@type": "Organization", "name": snapshot.source["label"]},
    }

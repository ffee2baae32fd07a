"""The pages of statistics. A view sees a Reading and its address, nothing else."""

from django.conf import settings
from django.http import Http404

from delivery.page import PageResponse, public
from delivery.reading import Reading
from stats import pages, queries, statements, telling
from stats.queries import Snapshot
from stats.values import TRAINEES
from translations import formats

TABLES = ("residents", "trainees")


@public
def index(reading: Reading) -> PageResponse:
    """What figures there are, with the newest of each."""
    found = queries.latest(reading)
    context = {
        "headline": telling.headline(found.get("residents"), reading.language),
        "tables": [_entry(snapshot, reading) for snapshot in found.values()],
    }
    return PageResponse(reading, "statistics", "stats/index.html", context)


def _entry(snapshot: Snapshot, reading: Reading) -> dict:
    language = reading.language
    return {
        "key": snapshot.table,
        "title": snapshot.title,
        "url": f"/{language.code}/statistics/{snapshot.table}/",
        "total": formats.number(snapshot.figures.total, language),
        "date": formats.day(snapshot.as_of, language),
    }


@public
def table(reading: Reading, table: str) -> PageResponse:
    """A table in its newest edition."""
    return _edition(reading, table, None)


@public
def edition(reading: Reading, table: str, as_of: tuple[int, int]) -> PageResponse:
    """A table in one edition."""
    return _edition(reading, table, as_of)


def _edition(reading: Reading, table: str, wanted: tuple[int, int] | None) -> PageResponse:
    days = queries.editions(table, reading)
    decembers = [day for day in days if day.month == queries.DECEMBER]
    chosen = wanted or ((decembers[0].year, decembers[0].month) if decembers else None)
    snapshot = queries.snapshot(table, chosen, reading) if chosen else None
    if snapshot is None:
        raise Http404(f"{table} {wanted}")
    language, base = reading.language, f"/{reading.language.code}/statistics/{table}/"
    keys = (snapshot.total, TRAINEES) if table == "residents" else (snapshot.total,)
    series = queries.series(table, keys, reading, snapshot.as_of.month)
    followed = series[keys[-1]]
    date = formats.day(snapshot.as_of, language)
    rows = pages.table_rows(snapshot, language)
    context = {
        "here": f"{snapshot.title} ({date})" if wanted else None,
        "table": {"key": table, "caption": snapshot.title, "date": date, "rows": rows},
        "chart": pages.bar_chart(snapshot, rows),
        "trend": pages.line_chart(followed, language),
        "years": pages.year_rows(series, snapshot.total, TRAINEES if table == "residents" else None, language),
        "editions": [
            {"label": formats.month(day, language), "url": f"{base}{day:%Y-%m}/", "current": day == snapshot.as_of}
            for day in sorted(days, key=lambda day: (day.month == queries.DECEMBER, day), reverse=True)
        ],
        "statements": telling.of_edition(snapshot, language),
        "changes": [telling.change(span, language) for span in trend.spans] if (trend := statements.trend(followed)) else [],
        "sources": pages.source_line(snapshot, language),
        "successor": pages.successor(snapshot, reading, decembers[0]),
        "jsonld": [
            pages.dataset(
                snapshot,
                snapshot.title,
                f"{snapshot.title}, {date}",
                f"{settings.SITE_ADDRESS}{base}{snapshot.as_of:%Y-%m}/",
            )
        ],
    }
    return PageResponse(reading, f"statistics/{table}", "stats/table.html", context)
